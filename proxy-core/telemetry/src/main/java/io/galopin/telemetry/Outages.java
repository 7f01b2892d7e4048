package io.galopin.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;

/**
 * Says in the log that the collector takes nothing, and that it takes everything again: once for
 * each outage, not for each request, and once for all signals that fail at the same time.
 * Thread-safe.
 */
final class Outages {

  private final Logger log;
  private final Set<String> failing = new LinkedHashSet<>();

  Outages(Logger log) {
    this.log = log;
  }

  /**
   * Notes what became of a request.
   *
   * @param signal what was sent, in words
   * @param where its address
   */
  synchronized void note(String signal, String where, CompletableResultCode result) {
    if (result.isSuccess()) {
      if (failing.remove(signal) && failing.isEmpty()) {
        log.info("sending to the collector at {} works again", where);
      }
    } else if (failing.isEmpty()) {
      failing.add(signal);
      log.warn("cannot send {} to the collector at {}: {}", signal, where, reason(result));
    } else {
      failing.add(signal);
    }
  }

  /** Says at the end how many spans were lost in all, if any. */
  void lost(long spans, String where) {
    if (spans > 0) {
      log.warn("{} spans did not get to the collector at {}", spans, where);
    }
  }

  private static String reason(CompletableResultCode result) {
    return result.isDone() ? Reason.of(result.getFailureThrowable()) : "no answer in time";
  }
}
