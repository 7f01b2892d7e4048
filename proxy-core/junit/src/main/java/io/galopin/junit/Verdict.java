package io.galopin.junit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
   * @param fixed the seed, if that is fixed where the test is declared
   * @param own engines that only this test has
   * @param shared engines that others have, too
   */
  static void of(
      ExtensionContext test,
      boolean everyFaultFires,
      OptionalLong fixed,
      List<Watch> own,
      List<Watch> shared) {
    List<Watch> all = Stream.concat(own.stream(), shared.stream()).toList();
    judge(test, everyFaultFires, fixed, all, isAlone(test) ? all : own);
  }

  /**
   * Ends a test or a class.
   *
   * @param judged those of {@code all} whose faults have to have fired
   */
  static void judge(
      ExtensionContext context,
      boolean everyFaultFires,
      OptionalLong fixed,
      List<Watch> all,
      List<Watch> judged) {
    Optional<Throwable> failure = context.getExecutionException();
    if (failure.isPresent()) {
      FailureReport.add(failure.get(), context, fixed, all);
    } else if (everyFaultFires) {
      verify(context, fixed, all, judged);
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

  /** Fails if there is a fault that never fired. */
  private static void verify(
      ExtensionContext context, OptionalLong fixed, List<Watch> all, List<Watch> judged) {
    List<String> sentences = judged.stream().flatMap(watch -> watch.unfired().stream()).toList();
    if (!sentences.isEmpty()) {
      String separator = System.lineSeparator() + "  ";
      AssertionFailedError unfired =
          new AssertionFailedError(
              "a configured fault never fired:" + separator + String.join(separator, sentences));
      FailureReport.add(unfired, context, fixed, all);
      throw unfired;
    }
  }
}
