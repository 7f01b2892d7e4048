package io.galopin.rules.toxic;

/** A type or an attribute of a toxic as Toxiproxy writes it. */
public final class WireName {

  private WireName() {}

  /** {@code slow_close} for {@code slow-close}. */
  public static String of(String name) {
    return name.replace('-', '_');
  }
}
