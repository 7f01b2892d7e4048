package io.galopin.rules.condition;

import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A condition as it is configured, before the attributes of the protocol are known. Immutable and
 * thread-safe.
 */
public final class When {

  /** The key of a condition. */
  public static final String KEY = "when";

  /** Always holds. */
  public static final When ALWAYS =
      new When((vocabulary, problems) -> Optional.of(Condition.always()));

  /**
   * The most parts of a condition. All pairs are compared to find parts that exclude each other.
   */
  private static final int MOST = 1000;

  /** The most instructions of all regular expressions in a condition. */
  private static final int MOST_STEPS = 20_000;

  /** Creates the condition, or adds a problem. */
  @FunctionalInterface
  interface Reading {
    Optional<Condition> resolve(Vocabulary vocabulary, Problems problems);
  }

  private final Reading reading;

  When(Reading reading) {
    this.reading = reading;
  }

  /**
   * Creates the condition; empty if there was a problem.
   *
   * @throws OptionException if its regular expressions are too many or too large together
   */
  public Optional<Condition> resolve(Vocabulary vocabulary, Problems problems) {
    return reading.resolve(vocabulary, problems);
  }

  /** Wraps a condition that is known already. */
  public static When of(Condition condition) {
    return new When((vocabulary, problems) -> Optional.of(condition));
  }

  /** Tests one attribute. {@code maker} may throw an OptionException. */
  static When test(Spot spot, Function<Vocabulary, Condition> maker) {
    return new When(
        (vocabulary, problems) -> checked(spot, problems, () -> maker.apply(vocabulary)));
  }

  static When not(When when) {
    return new When(
        (vocabulary, problems) -> when.resolve(vocabulary, problems).map(Condition::not));
  }

  /** Holds if all parts hold. */
  static When all(Spot spot, List<When> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : new When(
            (vocabulary, problems) ->
                each(parts, vocabulary, problems)
                    .filter(found -> isChecked(spot, found, problems))
                    .flatMap(found -> checked(spot, problems, () -> Condition.all(found))));
  }

  /** Holds if at least one choice holds. */
  static When any(List<When> choices) {
    return choices.size() == 1
        ? choices.get(0)
        : new When(
            (vocabulary, problems) -> each(choices, vocabulary, problems).map(Condition::any));
  }

  /** Resolves all parts; empty if one of them has a problem. */
  private static Optional<List<Condition>> each(
      List<When> parts, Vocabulary vocabulary, Problems problems) {
    List<Condition> conditions = new ArrayList<>();
    int steps = 0;
    for (When part : parts) {
      Optional<Condition> condition = part.resolve(vocabulary, problems);
      condition.ifPresent(conditions::add);
      steps += condition.map(Condition::steps).orElse(0);
      if (steps > MOST_STEPS) {
        throw new OptionException(
            KEY,
            "its regular expressions",
            "fewer or smaller ones, they are more than " + MOST_STEPS + " steps together");
      }
    }
    return Optional.of(conditions).filter(found -> found.size() == parts.size());
  }

  private static boolean isChecked(Spot spot, List<Condition> conditions, Problems problems) {
    int parts = conditions.stream().mapToInt(condition -> condition.parts().size()).sum();
    if (parts > MOST) {
      problems.add(spot.what(), parts + " conditions", "at most " + MOST, spot.place());
    }
    return parts <= MOST;
  }

  private static Optional<Condition> checked(
      Spot spot, Problems problems, Supplier<Condition> maker) {
    try {
      return Optional.of(maker.get());
    } catch (OptionException wrong) {
      // A problem with a value names the attribute.
      Spot at = wrong.option().equals(KEY) ? spot : spot.under(wrong.option());
      problems.add(at.what(), wrong, at.place());
      return Optional.empty();
    }
  }
}
