package io.galopin.junit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.opentest4j.AssertionFailedError;

/** Decides at the end of a test or class whether it fails, and what its failure reports. */
final class Verdict {

  private Verdict() {}

  /**
   * Ends a test. If it failed, adds a report; otherwise fails it if a rule or toxic never fired.
   *
   * @param fixed the seed, if the test's declaration fixes it
   * @param own the engines of this test alone
   * @param shared the engines that this test shares with others
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
   * @param judged those of {@code all} whose rules and toxics must have fired
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
   * Returns whether no other test runs at the same time. If others do, nobody can tell which test
   * set up a rule or toxic at a shared proxy.
   */
  static boolean isAlone(ExtensionContext test) {
    return Stream.iterate(
            Optional.of(test),
            Optional::isPresent,
            context -> context.flatMap(ExtensionContext::getParent))
        .flatMap(Optional::stream)
        .allMatch(context -> context.getExecutionMode() == ExecutionMode.SAME_THREAD);
  }

  /** Fails if a rule or toxic never fired. */
  private static void verify(
      ExtensionContext context, OptionalLong fixed, List<Watch> all, List<Watch> judged) {
    List<String> sentences = judged.stream().flatMap(watch -> watch.unfired().stream()).toList();
    if (!sentences.isEmpty()) {
      String separator = System.lineSeparator() + "  ";
      AssertionFailedError unfired =
          new AssertionFailedError(
              "a rule or toxic never fired:" + separator + String.join(separator, sentences));
      FailureReport.add(unfired, context, fixed, all);
      throw unfired;
    }
  }
}
