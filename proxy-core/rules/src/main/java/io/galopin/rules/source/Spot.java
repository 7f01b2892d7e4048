package io.galopin.rules.source;

/**
 * What the user knows a part of a configuration by, and where it was written.
 *
 * @param what {@code proxies.web.rules[0]}, {@code --rule}
 */
public record Spot(String what, Place place) {

  /** A part of this part. */
  public Spot under(String key) {
    String between = what.isEmpty() ? "" : what.startsWith("-") ? " " : ".";
    return new Spot(what + between + key, place);
  }
}
