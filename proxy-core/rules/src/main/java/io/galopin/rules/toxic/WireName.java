package io.galopin.rules.toxic;

/** Writes the type or an attribute of a toxic as Toxiproxy does. */
public final class WireName {

  private WireName() {}

  /** Returns {@code slow_close} for {@code slow-close}. */
  public static String of(String name) {
    return name.replace('-', '_');
  }
}
