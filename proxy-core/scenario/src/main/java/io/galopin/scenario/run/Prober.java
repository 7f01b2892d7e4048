package io.galopin.scenario.run;

import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Times;
import io.galopin.scenario.probe.Probe;
import io.galopin.scenario.result.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks probes when they are due, whether earlier calls were answered or not, and measures from then
 * on. Thread-safe.
 */
final class Prober {

  /** A call that has no answer yet. */
  private record Call(String probe, long due, Duration timeout) {}

  /** After its timeout, how long a probe has to give up by itself. */
  private static final Duration GRACE = Duration.ofMillis(500);

  /** More calls of one probe are not under way at a time; those above count as failed. */
  private static final int MOST = 100;

  private final Clock clock;
  private final Executor threads;
  private final long start;
  private final Map<String, Probe> probes;
  private final Map<Long, Call> underWay = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> busy = new ConcurrentHashMap<>();
  private final Queue<Sample> done = new ConcurrentLinkedQueue<>();
  private long calls;

  /**
   * @param probes by name
   * @param threads where probes are asked
   * @param start of the run, on the scale of the clock
   */
  Prober(Clock clock, Executor threads, long start, Map<String, Probe> probes) {
    this.clock = clock;
    this.threads = threads;
    this.start = start;
    this.probes = Map.copyOf(probes);
  }

  /**
   * Asks a probe. Called by one thread.
   *
   * @param due on the scale of the clock
   */
  void ask(Steady steady, long due) {
    AtomicInteger now = busy.computeIfAbsent(steady.name(), name -> new AtomicInteger());
    if (now.get() >= MOST) {
      done.add(
          Sample.failed(steady.name(), due - start, 0, MOST + " calls without an answer already"));
      return;
    }
    long call = calls++;
    now.incrementAndGet();
    underWay.put(call, new Call(steady.name(), due, steady.timeout()));
    threads.execute(
        () -> {
          Sample sample = ask(steady.name(), steady.timeout(), due);
          finish(call, sample);
          now.decrementAndGet();
        });
  }

  /** Takes an answer, unless it has come too late. */
  private void finish(long call, Sample sample) {
    // In this order, so that nothing is neither under way nor done.
    underWay.computeIfPresent(
        call,
        (number, waiting) -> {
          done.add(sample);
          return null;
        });
  }

  /** Counts calls as failed that hang although their time is over. */
  void expire() {
    long now = clock.nanos();
    underWay.forEach(
        (call, waiting) -> {
          if (now - waiting.due() > waiting.timeout().plus(GRACE).toNanos()) {
            String error = "no answer within " + Times.text(waiting.timeout());
            finish(
                call,
                Sample.failed(waiting.probe(), waiting.due() - start, now - waiting.due(), error));
          }
        });
  }

  private Sample ask(String name, Duration timeout, long due) {
    try {
      Duration left = timeout.minusNanos(Math.max(0, clock.nanos() - due));
      if (left.isNegative() || left.isZero()) {
        return Sample.failed(name, due - start, clock.nanos() - due, "not sent in time");
      }
      probes.get(name).ask(left);
      return Sample.answered(name, due - start, Math.max(0, clock.nanos() - due));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Sample.failed(name, due - start, clock.nanos() - due, "stopped");
    } catch (Throwable failed) {
      // Also what a driver throws that does not fit to this Java.
      String message = failed.getMessage() == null ? failed.toString() : failed.getMessage();
      return Sample.failed(name, due - start, clock.nanos() - due, message);
    }
  }

  /** Whether a call that was due before a time has no answer yet. */
  boolean isWaiting(long before) {
    return underWay.values().stream().anyMatch(call -> call.due() < before);
  }

  /** Moves the samples that are done to a list. */
  void drainTo(List<Sample> samples) {
    for (Sample sample = done.poll(); sample != null; sample = done.poll()) {
      samples.add(sample);
    }
  }
}
