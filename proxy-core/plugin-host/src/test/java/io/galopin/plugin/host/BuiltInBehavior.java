package io.galopin.plugin.host;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Options;
import org.pf4j.Extension;

/** A plugin on the class path of the tests. */
@Extension
public final class BuiltInBehavior implements BehaviorFactory {

  @Override
  public String name() {
    return "zz-built-in";
  }

  @Override
  public String description() {
    return "does nothing";
  }

  @Override
  public Behavior create(Options options) {
    return new Behavior() {};
  }
}
