package io.galopin.control;

import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;

/** A toxic that Toxiproxy does not have; it does nothing. */
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
    return (place, before) -> (length, arrived) -> Move.passAll();
  }
}
