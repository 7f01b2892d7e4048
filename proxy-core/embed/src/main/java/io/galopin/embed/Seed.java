package io.galopin.embed;

import io.galopin.client.GalopinException;
import java.util.SplittableRandom;

/** Where the seed of a run comes from. */
final class Seed {

  /** The system property that has it. */
  static final String PROPERTY = "galopin.seed";

  private Seed() {}

  /** That of the property, or any, short enough to be typed. */
  static long ofThisJvm() {
    String given = System.getProperty(PROPERTY, "").trim();
    if (given.isEmpty()) {
      return new SplittableRandom().nextInt(1_000_000_000);
    }
    try {
      return Long.parseLong(given);
    } catch (NumberFormatException wrong) {
      throw new GalopinException(PROPERTY + ": " + given + " (expected: a whole number)", wrong);
    }
  }
}
