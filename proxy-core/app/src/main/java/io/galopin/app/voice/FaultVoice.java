package io.galopin.app.voice;

import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says each fault as it happens, on a thread of its own that reads the journal as anybody may: the
 * data path knows nothing of it. Of many faults it says some, and how many more there were.
 */
final class FaultVoice implements AutoCloseable {

  /** What somebody can read in a second, if not for long. */
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

  /** Begins to say what comes into the journal. */
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

  /** Says what there is to say at a time, in nanoseconds from any fixed point. */
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

  /** What is to be said next; nothing where enough has been said in this span. */
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

  /** Passes over what has come since, and says how many faults are in it. */
  private void skip() {
    Journal.Count count = journal.count();
    long more = count.injected() - told;
    last = count.written();
    told = count.injected();
    if (more > 0) {
      ear.lines().add(FaultLine.more(more, ear.at(Instant.now()), ear.style()));
    }
  }

  /** Says what has come since; then nothing more. */
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
