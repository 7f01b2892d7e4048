package io.galopin.rules;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import java.util.List;
import java.util.Map;

/** Takes of options that were given for some protocol what a proxy has words for. */
public final class Fitting {

  private Fitting() {}

  /** Those of {@code written} that fit the declared ones. */
  public static Options options(List<Option<?>> declared, Map<String, ?> written) {
    Options options = Options.defaults(declared);
    for (Map.Entry<String, ?> option : written.entrySet()) {
      try {
        options = options.with(Map.of(option.getKey(), option.getValue()));
      } catch (OptionException ofAnotherProtocol) {
        // What another protocol has words for is without meaning in this one.
      }
    }
    return options;
  }
}
