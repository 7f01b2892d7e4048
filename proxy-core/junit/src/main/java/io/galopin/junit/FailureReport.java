package io.galopin.junit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Tells how to reproduce a failed test, and what happened in it. Attached to the failure as a
 * suppressed exception without a stack trace, so that reports keep the two together, even if tests
 * run in parallel.
 */
final class FailureReport extends Exception {

  private static final long serialVersionUID = 1;

  private FailureReport(String text) {
    super(text, null, false, false);
  }

  /**
   * Adds a report to a failure.
   *
   * @param fixed the seed, if the test's declaration fixes it
   * @param watches one for each engine of the test, starting with the one with the shortest
   *     lifetime
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
      // This exception accepts no suppressed ones, like an OutOfMemoryError of the JVM.
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

  /** Returns the message without the name of this class, which would tell readers nothing. */
  @SuppressWarnings("OverrideThrowableToString")
  @Override
  public String toString() {
    return getMessage();
  }
}
