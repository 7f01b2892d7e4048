package io.galopin.app.voice;

import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Prints each fault as it happens. Its own thread reads the journal, so the data path does no work
 * for it. If there are many faults, it prints some and how many more there were.
 */
final class FaultVoice implements AutoCloseable {

  /** The most lines per second: about what a person can read. */
  private static final int MOST = 20;

  private static final Duration SPAN = Duration.ofSeconds(1);
  private static final long POLL_MILLIS = 100;

  private final Journal journal;
  private final Ear ear;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::follow, "galopin-voice");
  private long last;
  private long told;
  private long spanEnds;
  private int saidInSpan;

  private FaultVoice(Journal journal, Ear ear) {
    this.journal = journal;
    this.ear = ear;
    thread.setDaemon(true);
  }

  /** Starts printing what comes into the journal. */
  public static FaultVoice start(Journal journal, Ear ear) {
    FaultVoice voice = new FaultVoice(journal, ear);
    voice.spanEnds = System.nanoTime() + SPAN.toNanos();
    voice.thread.start();
    return voice;
  }

  private void follow() {
    try {
      do {
        look(System.nanoTime());
      } while (!closing.await(POLL_MILLIS, TimeUnit.MILLISECONDS));
      look(System.nanoTime());
      skip();
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** Prints what is due at {@code now}, in nanoseconds from any fixed point. */
  private void look(long now) {
    if (now - spanEnds >= 0) {
      if (saidInSpan >= MOST) {
        skip();
      }
      spanEnds = now + SPAN.toNanos();
      saidInSpan = 0;
    }
    List<Journal.Entry> next = next();
    while (!next.isEmpty()) {
      next.forEach(this::say);
      next = next();
    }
  }

  /** The entries to print next; none if this second's lines are used up. */
  private List<Journal.Entry> next() {
    return saidInSpan < MOST ? journal.after(last, MOST - saidInSpan) : List.of();
  }

  private void say(Journal.Entry entry) {
    last = entry.number();
    if (entry.origin() == Journal.Origin.INJECTED) {
      ear.lines().add(FaultLine.of(entry, ear));
      told++;
      saidInSpan++;
    }
  }

  /** Skips the new entries and counts the faults in them. */
  private void skip() {
    Journal.Count count = journal.count();
    long more = count.injected() - told;
    last = count.written();
    told = count.injected();
    if (more > 0) {
      ear.lines().add(FaultLine.more(more, ear.at(Instant.now()), ear.style()));
    }
  }

  /** Prints the remaining faults and stops. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(SPAN.toMillis());
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
