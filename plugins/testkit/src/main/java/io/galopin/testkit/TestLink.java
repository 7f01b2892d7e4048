package io.galopin.testkit;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection without sockets, on which one toxic acts, for tests of toxics: it
 * asks the toxic about bytes as the engine does, and its time goes on only when the test says so.
 *
 * <pre>{@code
 * TestLink link = new TestLink(new LatencyFactory().create(options));
 * link.arrive(100);
 * link.advance(Duration.ofMillis(20));
 * assertThat(link.events()).containsExactly(LinkEvent.passed(Duration.ofMillis(20), 100));
 * }</pre>
 *
 * <p>Bytes are only counted: a toxic does not see them either. What is due at a time happens before
 * the method that reached this time returns. The time that the toxic sees overflows after a second,
 * as that of the engine may at any time: only differences mean something. Used by one thread alone.
 */
public final class TestLink {

  private static final long START = Long.MAX_VALUE - 1_000_000_000L;

  /** From one seed of a {@link SplittableRandom} to the next. */
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  /** Bytes that were read together and wait; the end, if there are none. */
  private static final class Waiting {
    private final long arrived;
    private int bytes;

    Waiting(int bytes, long arrived) {
      this.bytes = bytes;
      this.arrived = arrived;
    }
  }

  private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
  private final List<LinkEvent> events = new ArrayList<>();
  private final long seed;
  private SplittableRandom draws = new SplittableRandom();
  private long drawnAt = -1;
  private long gone;
  private @Nullable Stage stage;
  private long elapsed;
  private @Nullable Long wakeUp;
  private @Nullable Long alarm;
  private boolean staying;
  private boolean over;

  /** A link on which {@code toxic} acts from now on, with draws that follow from seed 1. */
  public TestLink(Toxic toxic) {
    this(toxic, 1);
  }

  /** A link on which {@code toxic} acts from now on, with draws that follow from {@code seed}. */
  public TestLink(Toxic toxic, long seed) {
    this.seed = seed;
    change(toxic);
  }

  /** {@code bytes} were read together. */
  public void arrive(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes: " + bytes + " (expected: 1 or more)");
    }
    enqueue(new Waiting(bytes, now()));
  }

  /** The sender has ended this direction. */
  public void end() {
    enqueue(new Waiting(0, now()));
  }

  private void enqueue(Waiting waiting) {
    if (!over) {
      queue.addLast(waiting);
      settle();
    }
  }

  /** Time goes on. */
  public void advance(Duration time) {
    long until = elapsed + time.toNanos();
    for (Long next = nextTimer(); next != null && next <= until; next = nextTimer()) {
      elapsed = Math.max(elapsed, next);
      settle();
    }
    elapsed = until;
  }

  /** Another toxic of the same name takes the place of the present one. */
  public void change(Toxic toxic) {
    forgetTimers();
    stage = toxic.open(new Place(), stage);
    settle();
  }

  /** The toxic is removed. */
  public void remove() {
    forgetTimers();
    Stage removed = requireStage();
    stage = (length, arrived) -> Move.passAll();
    endOrNothing("onRemoved", removed.onRemoved());
    settle();
  }

  /** All that has happened, in order. */
  public List<LinkEvent> events() {
    return List.copyOf(events);
  }

  /** How many bytes went on, all in all. */
  public long passed() {
    return events.stream()
        .filter(event -> event.kind() == LinkEvent.Kind.PASSED)
        .mapToLong(LinkEvent::bytes)
        .sum();
  }

  /** How many bytes wait. */
  public long waiting() {
    return queue.stream().mapToLong(waiting -> waiting.bytes).sum();
  }

  /** Does what is due, until the oldest bytes have to wait or none are left. */
  private void settle() {
    if (alarm != null && alarm <= elapsed) {
      alarm = null;
      endOrNothing("onAlarm", requireStage().onAlarm());
    }
    if (wakeUp != null && wakeUp <= elapsed) {
      wakeUp = null;
    }
    for (Waiting oldest = queue.peekFirst();
        oldest != null && wakeUp == null && !staying;
        oldest = queue.peekFirst()) {
      carryOut(oldest, ask(oldest));
    }
    if (!over && alarm != null && alarm <= elapsed) {
      settle();
    }
  }

  private Move ask(Waiting oldest) {
    return oldest.bytes == 0
        ? requireStage().onEnd(oldest.arrived)
        : requireStage().onBytes(oldest.bytes, oldest.arrived);
  }

  private void carryOut(Waiting oldest, Move move) {
    switch (move.kind()) {
      case PASS, DROP -> take(oldest, move);
      case WAIT -> {
        long wait = move.until() - now();
        if (wait <= 0) {
          throw new IllegalStateException(
              "time to wait: " + wait + " ns (expected: 1 or more, the event loop would spin)");
        }
        wakeUp = elapsed + wait;
      }
      case STAY -> staying = true;
      case CLOSE, RESET -> endIfTold(move);
    }
  }

  private void take(Waiting oldest, Move move) {
    boolean pass = move.kind() == Move.Kind.PASS;
    if (!pass && oldest.bytes == 0) {
      throw new IllegalStateException("onEnd: DROP (expected: an end cannot be dropped)");
    }
    int bytes = Math.min(move.bytes(), oldest.bytes);
    if (oldest.bytes > 0) {
      add(pass ? LinkEvent.Kind.PASSED : LinkEvent.Kind.DROPPED, bytes);
    } else if (pass) {
      add(LinkEvent.Kind.ENDED, 0);
    }
    oldest.bytes -= bytes;
    gone += bytes;
    if (oldest.bytes == 0) {
      queue.removeFirst();
    }
  }

  private void endOrNothing(String hook, Move move) {
    if (move.kind() != Move.Kind.PASS
        && move.kind() != Move.Kind.CLOSE
        && move.kind() != Move.Kind.RESET) {
      throw new IllegalStateException(
          hook + ": " + move.kind() + " (expected: PASS, CLOSE or RESET)");
    }
    endIfTold(move);
  }

  private void endIfTold(Move move) {
    if (move.kind() == Move.Kind.CLOSE || move.kind() == Move.Kind.RESET) {
      add(move.kind() == Move.Kind.CLOSE ? LinkEvent.Kind.CLOSED : LinkEvent.Kind.RESET, 0);
      over = true;
      queue.clear();
      forgetTimers();
    }
  }

  private void add(LinkEvent.Kind kind, int bytes) {
    events.add(new LinkEvent(kind, Duration.ofNanos(elapsed), bytes));
  }

  private @Nullable Long nextTimer() {
    if (wakeUp == null || alarm == null) {
      return wakeUp == null ? alarm : wakeUp;
    }
    return Math.min(wakeUp, alarm);
  }

  private void forgetTimers() {
    wakeUp = null;
    alarm = null;
    staying = false;
  }

  private Stage requireStage() {
    if (stage == null) {
      throw new IllegalStateException("the toxic has no stage: open returned null");
    }
    return stage;
  }

  private long now() {
    return START + elapsed;
  }

  private final class Place implements Toxic.Place {

    @Override
    public long now() {
      return TestLink.this.now();
    }

    @Override
    public void alarmAt(long time) {
      alarm = elapsed + Math.max(0, time - now());
    }

    @Override
    public double nextDraw() {
      if (gone != drawnAt) {
        drawnAt = gone;
        // The number of this place in the sequence of the seed begins one of its own.
        draws = new SplittableRandom(new SplittableRandom(seed + GAMMA * gone).nextLong());
      }
      return draws.nextDouble();
    }
  }
}
