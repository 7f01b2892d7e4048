package io.galopin.engine.match;

/** Tells by how much and where a condition was missed. */
public final class Misses {

  private Misses() {}

  /** Returns how many of the parts of {@code condition} hold. */
  public static int met(Condition condition, Facts facts) {
    int met = 0;
    for (Condition part : condition.parts()) {
      if (part.holds(facts)) {
        met++;
      }
    }
    return met;
  }

  /** Returns the first part that does not hold, and the actual value. */
  public static String difference(Condition condition, Facts facts) {
    for (Condition part : condition.parts()) {
      if (!part.holds(facts)) {
        return part instanceof Condition.Test test
            ? test.term() + ": " + test.shown(facts) + " (expected: " + test + ")"
            : "not so: " + part;
      }
    }
    return "";
  }
}
