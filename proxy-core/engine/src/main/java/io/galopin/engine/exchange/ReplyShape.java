package io.galopin.engine.exchange;

import io.galopin.api.Action;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.hold.Slices;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.IdentifiedExchange;
import io.galopin.engine.socket.Outlet;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies actions to one reply on its way to the client: loses, throttles, truncates, or changes
 * it. It receives the reply's pieces as they arrive and queues what is left of them. Used on only
 * one event loop.
 */
final class ReplyShape {

  /** The exchange whose reply it is. */
  interface Reply extends IdentifiedExchange {

    /**
     * Returns a draw for an action that continues after the hooks, from 0 (inclusive) to 1
     * (exclusive).
     */
    double draw(Firing by, String purpose);

    /** Returns bytes that follow from the seed, for one purpose. */
    byte[] randomBytes(Firing by, String purpose, int count);

    /** Whether the client gets the reply. */
    boolean passes();

    /** Writes the journal entries that must precede the reply. */
    void publish();

    /** Called when so many bytes of the reply have gone to the client. */
    void gone(int bytes, Outlet client);
  }

  /** A throttled reply is read ahead by a second divided by this. */
  private static final long AHEAD = 10;

  private static final long LEAST_AHEAD = 1 << 16;

  private final Reply exchange;
  private final Recorder recorder;
  private final Controls controls;
  private final Consumer<Choice> hang;
  private final HoldQueue holds;
  private final Outlet client;
  private final List<BitFlips> flips = new ArrayList<>(0);
  private Firings.@Nullable Shaping insertion;
  private Firings.@Nullable Shaping ending;
  private long rate = Long.MAX_VALUE;
  private long left = Long.MAX_VALUE;
  private long due;

  private record Announced(long place, Firings.Shaping shaping, String what) {}

  /** Journal entries that must precede the byte at their place, in order. */
  private final ArrayDeque<Announced> announced = new ArrayDeque<>(1);

  private Firings.@Nullable Shaping slowing;
  private long linedUp;
  private long written;
  private boolean losing;
  private boolean ended;

  /**
   * Has no action yet.
   *
   * @param hang makes the client hang for a behavior
   */
  ReplyShape(
      Reply exchange,
      Recorder recorder,
      Controls controls,
      Consumer<Choice> hang,
      HoldQueue holds,
      Outlet client) {
    this.exchange = exchange;
    this.recorder = recorder;
    this.controls = controls;
    this.hang = hang;
    this.holds = holds;
    this.client = client;
  }

  /**
   * Starts the actions.
   *
   * @param start when the first byte may go, in the loop's time
   */
  void begin(List<Firings.Shaping> shapings, long start) {
    due = start;
    shapings.forEach(this::take);
  }

  private void take(Firings.Shaping shaping) {
    Action.OnReply action = shaping.action();
    switch (action.kind()) {
      case INSERT -> insertion = shaping;
      case THROTTLE -> throttle(shaping, ((Action.Throttle) action).bytesPerSecond());
      case CORRUPT -> corrupt(shaping, ((Action.Corrupt) action).every());
      case TRUNCATE -> truncate(shaping, ((Action.Truncate) action).bytes());
      case LOSE -> lose(shaping);
      case PASS, FAIL, BABBLE, CLOSE, RESET, HANG, REWRITE, NOTICE, HANDSHAKE ->
          throw new IllegalArgumentException(action + " (expected: one on the reply)");
    }
  }

  private void throttle(Firings.Shaping shaping, long bytesPerSecond) {
    if (bytesPerSecond < rate) {
      rate = bytesPerSecond;
      slowing = shaping;
    }
  }

  private void corrupt(Firings.Shaping shaping, int every) {
    flips.add(new BitFlips(purpose -> exchange.draw(shaping.by(), purpose), shaping, every));
  }

  private void truncate(Firings.Shaping shaping, long bytes) {
    if (bytes < left) {
      left = bytes;
      ending = losing ? ending : shaping;
    }
  }

  private void lose(Firings.Shaping shaping) {
    if (!losing) {
      losing = true;
      ending = shaping;
    }
  }

  private void record(Firings.Shaping shaping, String what) {
    recorder.fault(shaping.hook(), exchange, shaping.by(), shaping.action(), what);
  }

  /** Announces the journal entry for an action whose effect starts at the next queued byte. */
  private void announce(Firings.Shaping shaping, String what) {
    announced.addLast(new Announced(linedUp, shaping, what));
  }

  /** Whether payload must be distinguished from framing. */
  boolean payloadMatters() {
    return !losing && (rate < Long.MAX_VALUE || left < Long.MAX_VALUE || !flips.isEmpty());
  }

  /**
   * Handles the next piece of the reply.
   *
   * @param piece ownership passes to this method
   * @param payload whether it is payload
   * @param last whether the reply ends with it, as far as is known
   */
  void take(ByteBuf piece, boolean payload, boolean last) {
    if (ended || losing) {
      piece.release();
      if (losing && !ended && last) {
        end();
      }
      return;
    }
    ByteBuf bytes = piece;
    boolean tooLong = payload && bytes.readableBytes() > left;
    if (tooLong) {
      bytes = piece.readRetainedSlice((int) left);
      piece.release();
    }
    if (payload) {
      left -= bytes.readableBytes();
      for (BitFlips flip : flips) {
        if (flip.isFirstWithin(bytes.readableBytes())) {
          announce(flip.by(), flip.toString());
        }
        bytes = flip.apply(bytes);
      }
    }
    lineUp(bytes, payload);
    if (tooLong) {
      end();
    }
  }

  /** Whether it has cut the reply short, or lost it. */
  boolean hasEnded() {
    return ended;
  }

  /** Called when no more bytes arrive, which is how some replies end. */
  void inputEnded() {
    if (losing && !ended) {
      end();
    }
  }

  private void lineUp(ByteBuf bytes, boolean payload) {
    Firings.Shaping inserting = insertion;
    if (inserting != null) {
      int count = ((Action.Insert) inserting.action()).count();
      insertion = null;
      lineUp(bytes.readRetainedSlice(bytes.readableBytes() / 2), payload);
      announce(inserting, "insert " + count + " random bytes");
      lineUp(
          Unpooled.wrappedBuffer(exchange.randomBytes(inserting.by(), "insert", count)), payload);
      lineUp(bytes, payload);
    } else if (payload && rate < Long.MAX_VALUE) {
      slow(bytes);
    } else {
      submit(bytes);
    }
  }

  /** Queues bytes to go when earlier bytes have used their time at the rate. */
  private void slow(ByteBuf bytes) {
    Firings.Shaping by = slowing;
    if (by != null && bytes.isReadable()) {
      slowing = null;
      announce(by, "throttle to " + rate + " bytes per second");
    }
    linedUp += bytes.readableBytes();
    long start = Math.max(due, holds.now());
    Slices slices = new Slices(bytes, this, rate, start, controls::clientTakes, this::write);
    due = slices.end();
    holds.submit(slices);
  }

  /** Whether so many throttled bytes wait that the backend must wait. */
  boolean full() {
    return rate < Long.MAX_VALUE && holds.pinned() >= Math.max(LEAST_AHEAD, rate / AHEAD);
  }

  private void submit(ByteBuf bytes) {
    linedUp += bytes.readableBytes();
    holds.submit(new Portion(bytes, this, false, this::write), due);
  }

  private void write(ByteBuf bytes) {
    if (exchange.passes()) {
      exchange.publish();
      written += bytes.readableBytes();
      for (Announced next = announced.peekFirst();
          next != null && next.place < written;
          next = announced.peekFirst()) {
        announced.removeFirst();
        record(next.shaping, next.what);
      }
      int length = bytes.readableBytes();
      client.write(bytes);
      exchange.gone(length, client);
    } else {
      bytes.release();
    }
  }

  private void end() {
    Firings.Shaping by = ending;
    ended = true;
    if (by != null) {
      holds.submit(() -> end(by), due);
    }
  }

  private void end(Firings.Shaping shaping) {
    boolean cut = shaping.action().kind() == Action.Kind.TRUNCATE;
    Action.End end =
        cut ? ((Action.Truncate) shaping.action()).end() : ((Action.Lose) shaping.action()).end();
    String how = ConnectionEnd.text(end);
    record(shaping, (cut ? "cut the reply short, " : "lose the reply, ") + how);
    controls.stopReplies();
    ConnectionEnd.carryOut(
        end,
        controls,
        () -> {
          hang.accept(shaping.by().choice());
          silence(controls, holds);
        });
  }

  /** The client gets what was written for it, and nothing of what waits or comes later. */
  static void silence(Controls controls, HoldQueue holds) {
    controls.stopReplies();
    holds.close();
    controls.flush();
  }
}
