package io.galopin.client;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An installed protocol, behavior or toxic.
 *
 * @param kind protocol, behavior or toxic
 * @param name unique within its kind
 * @param description one line
 * @param options the options that it has
 * @param optionsByProtocol of a behavior, those that it has with a protocol, where they are others
 */
public record Plugin(
    Kind kind,
    String name,
    String description,
    List<Option> options,
    Map<String, List<Option>> optionsByProtocol) {

  /** The kinds of plugins. */
  public enum Kind {
    /** Understands what clients and backends say. */
    PROTOCOL,
    /** Acts on exchanges. */
    BEHAVIOR,
    /** Acts on the bytes of a link. */
    TOXIC;

    /** Returns the name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An option of a plugin.
   *
   * @param name with hyphens
   * @param type the type of its values: {@code duration}, {@code text}
   * @param range the values allowed
   * @param defaultValue the value if none is given; empty if it has no default
   * @param description one line
   */
  public record Option(
      String name, String type, String range, Optional<Object> defaultValue, String description) {}

  public Plugin {
    options = List.copyOf(options);
    optionsByProtocol = Map.copyOf(optionsByProtocol);
  }

  /** A plugin whose options are the same with each protocol. */
  public Plugin(Kind kind, String name, String description, List<Option> options) {
    this(kind, name, description, options, Map.of());
  }
}
