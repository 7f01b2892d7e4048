package io.galopin.embed;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import org.pf4j.Extension;

/** A plugin of the test's own class path. */
@Extension
public final class RefuseTuesdays implements BehaviorFactory {

  @Override
  public String name() {
    return "refuse-tuesdays";
  }

  @Override
  public String description() {
    return "refuses what is asked for on Tuesdays, had it a calendar";
  }

  @Override
  public List<Option<?>> options() {
    return List.of();
  }

  @Override
  public Behavior create(Options options) {
    return new Behavior() {};
  }
}
