package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import org.pf4j.Extension;

/**
 * The behavior {@code dummy}: every exchange passes. What a mix leaves to 100 percent goes to it.
 */
@Extension
public final class DummyFactory implements BehaviorFactory {

  @Override
  public String name() {
    return "dummy";
  }

  @Override
  public String description() {
    return "does nothing";
  }

  @Override
  public Behavior create(Options options) {
    return new Dummy();
  }

  private record Dummy() implements Behavior {}
}
