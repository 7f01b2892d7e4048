package io.galopin.rules.condition;

import io.galopin.api.OptionException;
import io.galopin.engine.match.Condition;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.util.Optional;

/** Reads a text that says which exchanges are wanted, in the words of rules. */
public final class ExchangeFilter {

  private static final Spot SPOT = new Spot(When.KEY, Place.COMMAND_LINE);

  private ExchangeFilter() {}

  /**
   * Reads a condition and nothing else. A blank text always holds.
   *
   * @throws ConfigProblem with all that is wrong
   */
  public static Condition read(String text, Vocabulary vocabulary) {
    Problems problems = new Problems();
    Optional<Condition> condition = Optional.empty();
    try {
      condition = WhenText.read(SPOT, text).resolve(vocabulary, problems);
    } catch (OptionException wrong) {
      problems.add(SPOT.what(), wrong, SPOT.place());
    }
    problems.throwIfAny();
    return condition.orElseThrow();
  }
}
