package io.galopin.rules;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import java.util.List;
import java.util.Map;

/** Selects the options that a proxy's protocol has, from options that may belong to another one. */
public final class Fitting {

  private Fitting() {}

  /** Returns the options of {@code written} that fit the declared ones. */
  public static Options options(List<Option<?>> declared, Map<String, ?> written) {
    Options options = Options.defaults(declared);
    for (Map.Entry<String, ?> option : written.entrySet()) {
      try {
        options = options.with(Map.of(option.getKey(), option.getValue()));
      } catch (OptionException ofAnotherProtocol) {
        // An option or value of another protocol means nothing in this one.
      }
    }
    return options;
  }
}
