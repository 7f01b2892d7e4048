package io.galopin.client;

import java.util.OptionalLong;

/**
 * What is configured at a proxy, and whether it fired: the behavior of a rule or of a mix, or a
 * toxic.
 *
 * @param rule the name of the rule; empty for a mix or a toxic
 * @param plugin the name of the behavior, or of the toxic
 * @param type the type of the toxic: {@code limit-data}; empty for a behavior
 * @param fired how many exchanges, or connections for a toxic, it did something to; empty if that
 *     is not known
 */
public record Configured(String rule, String plugin, String type, OptionalLong fired) {}
