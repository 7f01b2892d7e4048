package io.galopin.telemetry;

import io.galopin.engine.trace.FinishedExchange;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes spans of exchanges and sends them, on a thread of its own: after a pause, or earlier if
 * many wait.
 */
final class SpanSender {

  /** How long a request may take, with the attempts to repeat it. */
  static final long MOST_SECONDS = 10;

  private static final int BATCH = 512;
  private static final long MILLIS_TO_GIVE_UP = 500;

  private final Thread thread = new Thread(this::run, "galopin-spans");
  private final SpanQueue queue = new SpanQueue(BATCH, () -> LockSupport.unpark(thread));
  private final SpanForm form;
  private final SpanExporter exporter;
  private final String where;
  private final long pauseNanos;
  private final Outages outages;
  private volatile boolean ending;

  /**
   * Starts a sender.
   *
   * @param where the address to which the exporter sends
   * @param pause how long it waits for more, unless many wait
   */
  SpanSender(SpanForm form, SpanExporter exporter, String where, Duration pause, Outages outages) {
    this.form = form;
    this.exporter = exporter;
    this.where = where;
    this.pauseNanos = pause.toNanos();
    this.outages = outages;
    thread.setDaemon(true);
  }

  SpanSender start() {
    thread.start();
    return this;
  }

  SpanQueue queue() {
    return queue;
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      // Read first: what was added before the end is seen by the call after.
      boolean last = ending;
      List<FinishedExchange> taken = queue.take();
      if (!taken.isEmpty()) {
        send(taken);
      } else if (last) {
        return;
      }
      if (taken.size() < BATCH && !ending) {
        LockSupport.parkNanos(this, pauseNanos);
      }
    }
  }

  private void send(List<FinishedExchange> exchanges) {
    int count = exchanges.size();
    CompletableResultCode result;
    try {
      List<SpanData> spans = form.spans(exchanges);
      count = spans.size();
      result =
          spans.isEmpty()
              ? CompletableResultCode.ofSuccess()
              : exporter.export(spans).join(MOST_SECONDS, TimeUnit.SECONDS);
    } catch (Throwable thrown) {
      // Otherwise the thread would end, and nobody would take from the queue.
      result = CompletableResultCode.ofExceptionalFailure(thrown);
    }
    if (count > 0) {
      outages.note("spans", where, result);
    }
    if (!result.isSuccess()) {
      queue.lost(count);
    }
  }

  /** Begins to send what is left. Nothing may be added to the queue from now on. */
  void end() {
    ending = true;
    LockSupport.unpark(thread);
  }

  /**
   * Waits until everything is sent, and says what was lost.
   *
   * @param deadline in terms of {@link System#nanoTime}; what is not sent by then is lost
   */
  void await(long deadline) {
    try {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      thread.join(Math.max(1, left));
      thread.interrupt();
      // It is in no call that ignores this for long.
      thread.join(MILLIS_TO_GIVE_UP);
    } catch (InterruptedException hurry) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
    exporter.shutdown();
    for (List<FinishedExchange> rest = queue.take(); !rest.isEmpty(); rest = queue.take()) {
      queue.lost(rest.size());
    }
    outages.lost(queue.lost(), where);
  }
}
