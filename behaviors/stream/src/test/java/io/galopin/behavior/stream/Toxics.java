package io.galopin.behavior.stream;

import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.Map;

/** Creates toxics from the values that users give. */
final class Toxics {

  private Toxics() {}

  static Toxic of(ToxicFactory factory, Map<String, ?> attributes) {
    return factory.create(Options.of(factory.options(), attributes));
  }
}
