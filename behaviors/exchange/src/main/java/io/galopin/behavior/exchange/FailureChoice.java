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
 * The options for the failure that the client gets: the name of one of the protocol's failures, and
 * the protocol's own options for it.
 */
final class FailureChoice {

  private static final String NAME = "failure";
  private static final String WHAT_FOR = "which of the protocol's failures the client gets";

  /** Used for reading only, when the name has been checked. */
  private static final Option<String> FAILURE =
      Option.word(NAME, List.of(Failure.Kind.ERROR), WHAT_FOR).orElse(Failure.Kind.ERROR);

  private FailureChoice() {}

  /** Returns the options of a behavior, followed by those for the failure. */
  static List<Option<?>> options(List<Option<?>> own, ProtocolFactory protocol) {
    Map<String, Option<?>> options = new LinkedHashMap<>();
    own.forEach(option -> options.put(option.name(), option));
    List<String> names = protocol.failures().stream().map(Failure.Kind::name).toList();
    options.putIfAbsent(NAME, Option.word(NAME, names, WHAT_FOR).orElse(Failure.Kind.ERROR));
    // A behavior's own options take precedence over those of the protocol.
    protocol.failureOptions().forEach(option -> options.putIfAbsent(option.name(), option));
    return List.copyOf(options.values());
  }

  /**
   * Reads the failure from {@code options}.
   *
   * @param own the behavior's options that are not about the failure
   */
  static Failure read(Options options, List<Option<?>> own) {
    return read(options, FAILURE, own);
  }

  /**
   * Returns the failure or notice that {@code options} specify.
   *
   * @param name says which one it is
   * @param own the options of the behavior, not of the failure
   */
  static Failure read(Options options, Option<String> name, List<Option<?>> own) {
    List<Option<?>> ofFailure = new ArrayList<>(options.declared());
    ofFailure.removeIf(option -> option.name().equals(name.name()) || isIn(own, option));
    Map<String, Object> given = options.given();
    given.keySet().removeIf(key -> ofFailure.stream().noneMatch(o -> o.name().equals(key)));
    return new Failure(options.get(name), Options.of(ofFailure, given));
  }

  private static boolean isIn(List<Option<?>> options, Option<?> option) {
    return options.stream().anyMatch(other -> other.name().equals(option.name()));
  }
}
