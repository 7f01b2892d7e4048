package io.galopin.control;

import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;

/** A toxic for tests that look at what is installed. */
public final class QuietToxic implements ToxicFactory {

  @Override
  public String name() {
    return "quiet";
  }

  @Override
  public String description() {
    return "is only there";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(Option.integer("rate", 0, 10, "how much").orElse(0L));
  }

  @Override
  public Toxic create(Options options) {
    throw new UnsupportedOperationException("nothing is sent in these tests");
  }
}
