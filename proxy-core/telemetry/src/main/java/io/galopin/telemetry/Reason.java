package io.galopin.telemetry;

import io.opentelemetry.exporter.internal.FailedExportException.HttpExportException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Why a request failed, in a few words. */
final class Reason {

  private Reason() {}

  static String of(@Nullable Throwable thrown) {
    if (thrown instanceof HttpExportException http && http.failedWithResponse()) {
      // The library keeps the status only in this class, which may change with its version.
      return "it answered with status " + http.getResponse().getStatusCode();
    }
    Throwable cause = thrown;
    while (cause != null
        && cause.getCause() != null
        && (cause instanceof HttpExportException || cause instanceof CompletionException)) {
      cause = cause.getCause();
    }
    if (cause == null) {
      return "the request failed";
    }
    if (cause instanceof ConnectException) {
      return "nobody accepts connections there";
    }
    if (cause instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (cause instanceof Error) {
      // Its message alone is often the name of a class.
      return cause.toString();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
