package io.galopin.engine.proof;

import java.util.Locale;

/** A rule or toxic: whether it fired, and if not, why. Thread-safe. */
public interface Unfired {

  /** Whether it did something that is in the journal. */
  boolean fired();

  /** What it is: {@code rule orders (first 3 error)}. */
  String subject();

  /** Why it has not fired. */
  String reason();

  /** The same as a sentence: {@code rule orders (first 3 error) never fired: …}. */
  default String sentence() {
    return subject() + " never fired: " + reason();
  }

  /** Says that {@code chance} chose none of {@code tries}, and how likely that was. */
  static String chance(double chance, long tries, String what) {
    return String.format(
        Locale.ROOT,
        "chance, %.4g %% took none of %d %s; the probability of that is %.4g %%",
        100 * chance,
        tries,
        what,
        100 * Math.pow(1 - chance, (double) tries));
  }

  /** {@code 1 exchange}, {@code 2 exchanges}. */
  static String many(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
