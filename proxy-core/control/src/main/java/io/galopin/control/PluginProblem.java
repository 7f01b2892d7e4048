package io.galopin.control;

/**
 * Why something that looks like a plugin cannot be used, for the control API.
 *
 * @param where the JAR, or {@code class path}
 * @param reason what is wrong
 */
public record PluginProblem(String where, String reason) {}
