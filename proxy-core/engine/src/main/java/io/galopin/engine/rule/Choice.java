package io.galopin.engine.rule;

import io.galopin.api.Behavior;

/**
 * A behavior that a mix may choose, with the name under which the journal knows it. Two with the
 * same options are two choices nevertheless, with states of their own.
 *
 * @param made an instance made for one proxy, with its options
 */
public record Choice(Made<Behavior> made) {

  /** The name of the plugin that made the behavior. */
  public String plugin() {
    return made.plugin();
  }

  /** What acts. */
  public Behavior behavior() {
    return made.instance();
  }
}
