package io.galopin.engine.rule;

import io.galopin.api.Behavior;

/**
 * A behavior with the name under which the journal knows it. Two choices are the same only if their
 * behavior is the same instance.
 *
 * @param plugin the name of the plugin that made the behavior
 * @param behavior an instance made for one proxy
 */
public record Choice(String plugin, Behavior behavior) {}
