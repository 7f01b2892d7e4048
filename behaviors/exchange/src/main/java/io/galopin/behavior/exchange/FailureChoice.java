package io.galopin.behavior.exchange;

import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which failure the client gets, as users say it: one of those that the protocol has by name, with
 * whatever the protocol lets be said of it. What that is, only the protocol knows.
 */
final class FailureChoice {

  private static final String NAME = "failure";
  private static final String WHAT_FOR = "which of the protocol's failures the client gets";

  /** For reading: which names there are has been checked. */
  private static final Option<String> FAILURE =
      Option.word(NAME, List.of(Failure.Kind.ERROR), WHAT_FOR).orElse(Failure.Kind.ERROR);

  private FailureChoice() {}

  /** The options of a behavior, and after them those that say which failure. */
  static List<Option<?>> options(List<Option<?>> own, ProtocolFactory protocol) {
    Map<String, Option<?>> options = new LinkedHashMap<>();
    own.forEach(option -> options.put(option.name(), option));
    List<String> names = protocol.failures().stream().map(Failure.Kind::name).toList();
    options.putIfAbsent(NAME, Option.word(NAME, names, WHAT_FOR).orElse(Failure.Kind.ERROR));
    // A behavior's own options are there in every protocol.
    protocol.failureOptions().forEach(option -> options.putIfAbsent(option.name(), option));
    return List.copyOf(options.values());
  }

  /**
   * The failure that {@code options} say.
   *
   * @param own the options that are the behavior's and not the failure's
   */
  static Failure read(Options options, List<Option<?>> own) {
    List<Option<?>> ofFailure = new ArrayList<>(options.declared());
    ofFailure.removeIf(option -> option.name().equals(NAME) || isIn(own, option));
    Map<String, Object> given = options.given();
    given.keySet().removeIf(name -> ofFailure.stream().noneMatch(o -> o.name().equals(name)));
    return new Failure(options.get(FAILURE), Options.of(ofFailure, given));
  }

  private static boolean isIn(List<Option<?>> options, Option<?> option) {
    return options.stream().anyMatch(other -> other.name().equals(option.name()));
  }
}
