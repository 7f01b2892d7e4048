package io.galopin.client;

import java.util.OptionalLong;

/**
 * Something that was configured to go wrong at a proxy: a behavior of a rule or of a mix, or a
 * toxic.
 *
 * @param rule the name of the rule; empty text for a mix and for a toxic
 * @param plugin the name of the behavior, or of the toxic
 * @param type of which type the toxic is: {@code limit-data}; empty text for a behavior
 * @param fired in how many exchanges it did something, a toxic on how many connections; empty if
 *     that is not known
 */
public record Fault(String rule, String plugin, String type, OptionalLong fired) {}
