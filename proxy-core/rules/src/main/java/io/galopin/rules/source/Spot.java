package io.galopin.rules.source;

/**
 * A part of a configuration: the user's name for it, and where it was written.
 *
 * @param what {@code proxies.web.rules[0]}, {@code --rule}
 */
public record Spot(String what, Place place) {

  /** Returns a part of this part. */
  public Spot under(String key) {
    String between = what.isEmpty() ? "" : what.startsWith("-") ? " " : ".";
    return new Spot(what + between + key, place);
  }
}
