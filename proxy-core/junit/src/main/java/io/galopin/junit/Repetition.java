package io.galopin.junit;

import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The seeds of tests that JUnit runs several times, as repetitions or with several arguments: the
 * first has the seed of the run, each other one of its own that follows from it.
 */
final class Repetition {

  /** A part of JUnit's identifiers, which counts from 1. */
  private static final Pattern INVOCATION =
      Pattern.compile("\\[(?:test|class)-template-invocation:#([0-9]+)\\]");

  /** Seeds are short enough to be typed. */
  private static final int BOUND = 1_000_000_000;

  private Repetition() {}

  /**
   * The seed for a test or a class.
   *
   * @param ofRun what it is for all that is run once
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
