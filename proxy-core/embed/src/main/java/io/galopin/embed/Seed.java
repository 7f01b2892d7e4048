package io.galopin.embed;

import io.galopin.client.GalopinException;
import java.util.SplittableRandom;

/** Chooses the seed of a run. */
final class Seed {

  /** The system property for the seed. */
  static final String PROPERTY = "galopin.seed";

  private Seed() {}

  /**
   * Returns the seed of the property. If there is none, returns a random one that is short enough
   * to type.
   */
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
