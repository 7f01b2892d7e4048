package io.galopin.behavior.stream;

import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import org.pf4j.Extension;

/** The toxic {@code noop}: does nothing. */
@Extension
public final class NoopFactory implements ToxicFactory {

  @Override
  public String name() {
    return "noop";
  }

  @Override
  public String description() {
    return "does nothing";
  }

  @Override
  public Toxic create(Options options) {
    return (place, before) -> (length, arrived) -> Move.passAll();
  }
}
