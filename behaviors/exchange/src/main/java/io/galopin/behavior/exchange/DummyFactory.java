package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import org.pf4j.Extension;

/**
 * The behavior {@code dummy}: lets every exchange pass. A mix gives it what is left to 100 percent.
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
