package io.galopin.client;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A protocol, behavior or toxic that is installed.
 *
 * @param kind what it is
 * @param name unique within its kind
 * @param description one line
 * @param options what it can be given
 */
public record Plugin(Kind kind, String name, String description, List<Option> options) {

  /** What a plugin may be. */
  public enum Kind {
    /** Understands what clients and backends say. */
    PROTOCOL,
    /** Acts on exchanges. */
    BEHAVIOR,
    /** Acts on the bytes of a link. */
    TOXIC;

    /** The lower-case name. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An option of a plugin.
   *
   * @param name with hyphens
   * @param type what values are: {@code duration}, {@code text}
   * @param range which of them it takes
   * @param defaultValue what holds if it is not given; empty if nothing does
   * @param description one line
   */
  public record Option(
      String name, String type, String range, Optional<Object> defaultValue, String description) {}

  public Plugin {
    options = List.copyOf(options);
  }
}
