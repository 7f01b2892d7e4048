package io.galopin.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * What to know of a test that has failed. It goes with the failure itself, as a suppressed
 * exception without a stack, so that reports keep the two together, also of tests that run at the
 * same time.
 */
final class FailureReport extends Exception {

  private static final long serialVersionUID = 1;

  private FailureReport(String text) {
    super(text, null, false, false);
  }

  /**
   * Adds to a failure how to have it again, and what happened.
   *
   * @param fixed the seed, if that is fixed where the test is declared
   * @param watches on the engines of the test, of which the first is the one with the shortest life
   */
  static void add(
      Throwable failure, ExtensionContext test, OptionalLong fixed, List<Watch> watches) {
    if (watches.stream().allMatch(Watch::isIdle) || failure instanceof TestAbortedException) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(name(test) + " failed with seed " + again(test, fixed, watches.get(0)));
    watches.forEach(watch -> lines.addAll(watch.report()));
    FailureReport report = new FailureReport(String.join(System.lineSeparator(), lines));
    failure.addSuppressed(report);
    if (!Arrays.asList(failure.getSuppressed()).contains(report)) {
      // One that takes nothing, as when memory has run out.
      System.err.println(report.getMessage());
    }
  }

  private static String again(ExtensionContext test, OptionalLong fixed, Watch watch) {
    long seed = watch.galopin().seed();
    if (fixed.isPresent() && seed == Repetition.seed(fixed.getAsLong(), test)) {
      return seed == fixed.getAsLong()
          ? seed + ", which is fixed"
          : seed
              + "; fixed instead of "
              + fixed.getAsLong()
              + " it is that of the first repetition";
    }
    long ofRun = Engines.seedOfRun(test);
    String property = "-Dgalopin.seed=";
    return seed == ofRun
        ? seed + "; to run it again: " + property + seed
        : seed
            + "; to run it again as the first repetition: "
            + property
            + seed
            + ", all of them: "
            + property
            + ofRun;
  }

  private static String name(ExtensionContext test) {
    String type = test.getTestClass().map(Class::getSimpleName).orElse("");
    if (test.getTestMethod().isEmpty()) {
      return type;
    }
    String method = test.getRequiredTestMethod().getName();
    String shown = test.getDisplayName();
    return type + "." + method + (shown.startsWith(method) ? "" : " " + shown);
  }

  /** Without the name of this class, which says nothing to who reads it. */
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return getMessage();
  }
}
