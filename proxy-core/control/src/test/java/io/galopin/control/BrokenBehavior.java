package io.galopin.control;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;

/** A behavior for tests that cannot be created. */
public final class BrokenBehavior implements BehaviorFactory {

  @Override
  public String name() {
    return "broken";
  }

  @Override
  public String description() {
    return "Fails";
  }

  @Override
  public Behavior create(Options options) {
    throw new IllegalStateException("out of order");
  }
}
