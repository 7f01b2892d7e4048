package io.galopin.engine.rule;

import io.galopin.api.Behavior;

/**
 * A behavior that a mix may choose, with its name in the journal. Two choices with the same options
 * are still distinct and have separate states.
 *
 * @param made an instance made for one proxy, with its options
 */
public record Choice(Made<Behavior> made) {

  /** Returns the name of the plugin that made the behavior. */
  public String plugin() {
    return made.plugin();
  }

  /** Returns the behavior. */
  public Behavior behavior() {
    return made.instance();
  }
}
