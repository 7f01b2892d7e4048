package io.galopin.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The results of test classes that were run as a suite inside a test.
 *
 * @param succeeded how many tests succeeded
 * @param failures the exceptions of failed tests and classes
 * @param errors what was printed to {@code System.err}
 */
record Run(long succeeded, List<Throwable> failures, String errors) {

  static Run of(Class<?>... classes) {
    return of(Map.of(), classes);
  }

  /** Runs test classes in parallel. */
  static Run inParallel(Class<?>... classes) {
    return of(
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "64"),
        classes);
  }

  private static Run of(Map<String, String> parameters, Class<?>... classes) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(classes).map(type -> selectClass(type)).toList())
            .configurationParameters(parameters)
            .build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      LauncherFactory.create().execute(request, listener);
    } finally {
      System.setErr(before);
    }
    TestExecutionSummary summary = listener.getSummary();
    return new Run(
        summary.getTestsSucceededCount(),
        summary.getFailures().stream().map(failure -> failure.getException()).toList(),
        printed.toString(StandardCharsets.UTF_8));
  }

  /** Returns the suppressed exceptions of the failures, as text. */
  String suppressed() {
    return failures.stream()
        .flatMap(failure -> Stream.of(failure.getSuppressed()))
        .map(Throwable::toString)
        .collect(Collectors.joining("\n"));
  }

  /** Returns the failures and their causes, as text. */
  String messages() {
    StringBuilder messages = new StringBuilder();
    for (Throwable failure : failures) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        messages.append(cause.getMessage()).append('\n');
      }
    }
    return messages.toString();
  }
}
