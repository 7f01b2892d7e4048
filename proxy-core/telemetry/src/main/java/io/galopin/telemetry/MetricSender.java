package io.galopin.telemetry;

import io.galopin.metrics.Measured;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reads metrics and sends them, at an interval and at the end, on a thread of its own. */
final class MetricSender {

  private final Supplier<List<Measured>> read;
  private final MetricForm form;
  private final MetricExporter exporter;
  private final String where;
  private final Outages outages;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(MetricSender::newThread);

  /**
   * Creates a sender.
   *
   * @param read returns what is counted; called on the sender's thread
   * @param where the address to which the exporter sends
   */
  MetricSender(
      Supplier<List<Measured>> read,
      MetricForm form,
      MetricExporter exporter,
      String where,
      Outages outages) {
    this.read = read;
    this.form = form;
    this.exporter = exporter;
    this.where = where;
    this.outages = outages;
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "galopin-metrics");
    thread.setDaemon(true);
    return thread;
  }

  MetricSender start(Duration interval) {
    long nanos = interval.toNanos();
    thread.scheduleWithFixedDelay(this::send, nanos, nanos, TimeUnit.NANOSECONDS);
    return this;
  }

  private void send() {
    CompletableResultCode result;
    try {
      result =
          exporter
              .export(form.metrics(read.get(), Instant.now()))
              .join(SpanSender.MOST_SECONDS, TimeUnit.SECONDS);
    } catch (Throwable thrown) {
      // Otherwise it would be the last report.
      result = CompletableResultCode.ofExceptionalFailure(thrown);
    }
    outages.note("metrics", where, result);
  }

  /** Begins to send the last counts. They must not grow from now on. */
  void end() {
    thread.execute(this::send);
    thread.shutdown();
  }

  /**
   * Waits until they are sent.
   *
   * @param deadline in terms of {@link System#nanoTime}; what is not sent by then is lost
   */
  void await(long deadline) {
    try {
      thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
    thread.shutdownNow();
    exporter.shutdown();
  }
}
