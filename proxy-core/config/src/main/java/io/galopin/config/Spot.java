package io.galopin.config;

/**
 * What the user knows a part of a configuration by, and where it was written.
 *
 * @param what {@code proxies.web.rules[0]}, {@code --rule}
 */
record Spot(String what, Place place) {

  /** A part of this part. */
  Spot under(String key) {
    String between = what.isEmpty() ? "" : what.startsWith("-") ? " " : ".";
    return new Spot(what + between + key, place);
  }
}
