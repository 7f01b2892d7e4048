package io.galopin.junit;

import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The seeds of tests that JUnit runs several times, as repetitions or with several sets of
 * arguments. The first has the seed of the run, and each of the others has its own, which follows
 * from it.
 */
final class Repetition {

  /** The part of JUnit's identifiers that counts invocations, from 1. */
  private static final Pattern INVOCATION =
      Pattern.compile("\\[(?:test|class)-template-invocation:#([0-9]+)\\]");

  /** Keeps seeds short enough to type. */
  private static final int BOUND = 1_000_000_000;

  private Repetition() {}

  /**
   * Returns the seed for a test or a class.
   *
   * @param ofRun the seed for everything that runs only once
   */
  static long seed(long ofRun, ExtensionContext context) {
    long seed = ofRun;
    Matcher invocations = INVOCATION.matcher(context.getUniqueId());
    while (invocations.find()) {
      long number = Long.parseLong(invocations.group(1));
      if (number > 1) {
        seed = new SplittableRandom(new SplittableRandom(seed).nextLong() + number).nextInt(BOUND);
      }
    }
    return seed;
  }
}
