package io.galopin.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/** What is said of a test at its end. */
final class Verdict {

  private Verdict() {}

  /**
   * Ends a test: tells of it if it has failed, and fails it if a fault never fired.
   *
   * @param own engines that only this test has
   * @param shared engines that others have, too
   */
  static void of(
      ExtensionContext test, boolean everyFaultFires, List<Watch> own, List<Watch> shared) {
    List<Watch> all = Stream.concat(own.stream(), shared.stream()).toList();
    if (test.getExecutionException().isPresent()) {
      report(test, all);
    } else if (everyFaultFires) {
      try {
        verify(isAlone(test) ? all.stream() : own.stream());
      } catch (AssertionFailedError unfired) {
        report(test, all);
        throw unfired;
      }
    }
  }

  /**
   * Whether no other test runs at the same time. Those that do cannot tell whose a fault at a
   * shared proxy is.
   */
  static boolean isAlone(ExtensionContext test) {
    return Stream.iterate(
            Optional.of(test),
            Optional::isPresent,
            context -> context.flatMap(ExtensionContext::getParent))
        .flatMap(Optional::stream)
        .allMatch(context -> context.getExecutionMode() == ExecutionMode.SAME_THREAD);
  }

  /** Prints how to have a failure again, and what happened. */
  private static void report(ExtensionContext test, List<Watch> watches) {
    List<String> lines = new ArrayList<>();
    for (Watch watch : watches) {
      if (lines.isEmpty()) {
        long seed = watch.galopin().seed();
        lines.add(
            name(test) + " failed with seed " + seed + "; to run it again: -Dgalopin.seed=" + seed);
      }
      lines.addAll(watch.report());
    }
    // Build tools keep what a test prints with its result, and need no configuration for it.
    System.err.println(String.join(System.lineSeparator(), lines));
  }

  private static String name(ExtensionContext test) {
    String method = test.getTestMethod().map(Method::getName).orElse("");
    String shown = test.getDisplayName();
    return test.getTestClass().map(Class::getSimpleName).orElse("")
        + "."
        + method
        + (shown.startsWith(method) ? "" : " " + shown);
  }

  /** Fails if there is a fault that never fired. */
  static void verify(Stream<Watch> watches) {
    List<String> sentences = watches.flatMap(watch -> watch.unfired().stream()).toList();
    if (!sentences.isEmpty()) {
      String separator = System.lineSeparator() + "  ";
      throw new AssertionFailedError(
          "a configured fault never fired:" + separator + String.join(separator, sentences));
    }
  }
}
