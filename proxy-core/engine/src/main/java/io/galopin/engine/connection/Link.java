package io.galopin.engine.connection;

import io.galopin.api.Cut;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.CutCheck;
import io.galopin.engine.exchange.Undecided;
import io.galopin.engine.exchange.Watcher;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. It cuts the bytes that were read into pieces, forwards those that
 * pass in no more writes than there were reads, and passes the others to its {@link Watcher}. While
 * nothing is watched it forwards whole buffers. Used on only one event loop.
 */
final class Link {

  private final ConnectionFacts facts;
  private final Guard guard;
  private final Attention attention;
  private final Path path;
  private final Watcher watcher;
  private final Runnable passed;
  private final Undecided undecided;

  /** The current piece, where the passing bytes before it begin, and whether it was taken. */
  private Cut cut = Cut.nothing();

  private int passing;
  private boolean taken;
  private boolean awaiting;
  private boolean paused;
  private boolean cutting;
  private boolean discarding;
  private boolean shut;
  private boolean ended;
  private boolean otherEnded;

  /** Run where Galopin's own TLS begins; null if the conversation has no such point. */
  private @Nullable Runnable tlsBegins;

  /**
   * Has passed nothing on yet.
   *
   * @param passed called when everything has been passed on
   */
  Link(
      ConnectionFacts facts,
      Guard guard,
      Attention attention,
      Path path,
      Watcher watcher,
      Runnable passed) {
    this.facts = facts;
    this.guard = guard;
    this.attention = attention;
    this.path = path;
    this.watcher = watcher;
    this.passed = passed;
    this.undecided = new Undecided(facts.memory());
  }

  /** Takes what was read. */
  void read(ByteBuf bytes) {
    if (discarding) {
      bytes.release();
    } else if (shut) {
      undecided.keep(undecided.with(bytes));
    } else if (attention.turn()) {
      cutUp(undecided.with(bytes));
    } else {
      path.toxics().write(bytes);
    }
    adjustReading();
  }

  /**
   * Called when the other direction has moved or something has gone on: undecided bytes may now be
   * decidable, and there may be room for bytes that were not cut yet. Returns whether some of them
   * were cut.
   */
  boolean otherMoved() {
    ByteBuf rest = (awaiting || (paused && room())) && !cutting && !shut ? undecided.take() : null;
    if (rest == null) {
      return false;
    }
    int before = rest.readableBytes();
    cutUp(rest);
    if (ended && !awaiting && !paused) {
      passEnd();
    }
    path.to().flush();
    adjustReading();
    return undecided.readableBytes() < before;
  }

  /**
   * Handles all pieces at the beginning of {@code in} that can be cut. Passing bytes are forwarded
   * in as few writes as possible; {@code passing} is where they begin. When nothing more should be
   * read, nothing more is cut either, because small pieces cost more than the whole.
   */
  private void cutUp(ByteBuf in) {
    cutting = true;
    awaiting = false;
    paused = false;
    int first = in.readerIndex();
    passing = first;
    cut = Cut.nothing();
    taken = false;
    try {
      boolean more = true;
      while (more && in.isReadable() && !discarding && !paused) {
        more = cutOff(in);
      }
    } catch (Throwable thrown) {
      // The protocol failed. The connection does not survive that, but its buffers are released.
      cutting = false;
      CutCheck.discard(taken ? Cut.nothing() : cut, in);
      throw thrown;
    }
    Cut last = cut;
    cut = Cut.nothing();
    boolean refused = last.kind() == Cut.Kind.REFUSE;
    if (passing == first && !in.isReadable()) {
      send(in.readerIndex(first));
    } else {
      forward(in);
      keep(in, refused);
    }
    paused &= !undecided.isEmpty();
    cutting = false;
    if (refused) {
      watcher.refuse(last);
    }
  }

  /** Handles the next piece. Returns false if there is none yet or the bytes are refused. */
  private boolean cutOff(ByteBuf in) {
    guard.beat();
    cut = watcher.cut(in);
    if (cut.kind() == Cut.Kind.UNANSWERED) {
      // The proxy's own answer must follow the bytes that have passed.
      forward(in);
      watcher.unanswered();
      return true;
    }
    if (cut.length() == 0) {
      awaiting = cut.kind() == Cut.Kind.AWAIT;
      return false;
    }
    taken = false;
    watcher.come(cut, in);
    if (watcher.passes(cut)) {
      watcher.passed(cut);
      in.skipBytes(cut.length());
      paused = watcher.pinned() > 0 && !room();
    } else {
      forward(in);
      ByteBuf piece = in.readRetainedSlice(cut.length());
      passing = in.readerIndex();
      taken = true;
      watcher.take(cut, piece);
      paused = !room();
    }
    Runnable begins = cut.wayOut() == null ? null : tlsBegins;
    if (begins != null) {
      forward(in);
      begins.run();
      return false;
    }
    if (cut.handsOver() && !discarding) {
      // An answer of the protocol above must follow the bytes that have passed.
      forward(in);
      watcher.handOver();
    }
    return true;
  }

  private void forward(ByteBuf in) {
    int length = in.readerIndex() - passing;
    if (length > 0) {
      send(in.retainedSlice(passing, length));
      passing = in.readerIndex();
    }
  }

  private void send(ByteBuf bytes) {
    path.toxics().write(bytes);
    watcher.wrote();
  }

  private void keep(ByteBuf in, boolean refused) {
    if (refused || discarding || !in.isReadable()) {
      in.release();
    } else {
      undecided.keep(in);
    }
  }

  /** Whether all bytes that were read have been handled. */
  boolean atRest() {
    return undecided.isEmpty() && !cutting;
  }

  /** Called when the sender has ended: this direction ends after what is still in transit. */
  void end() {
    ended = true;
    if ((!awaiting || otherEnded) && !paused) {
      passEnd();
    }
  }

  /**
   * Called when the other direction will not move any more; once this one has ended, nothing waits
   * for it.
   */
  void otherEnded() {
    otherEnded = true;
    if (ended && awaiting && !paused) {
      awaiting = false;
      passEnd();
      path.to().flush();
    }
  }

  private void passEnd() {
    if (!discarding && attention.turn()) {
      Remainder.take(undecided, watcher);
    }
    path.holds().submit(passed::run);
  }

  /** Sets what to do where TLS begins that Galopin ends, before anything behind it is cut. */
  void atTls(Runnable begins) {
    tlsBegins = begins;
  }

  /** Cuts nothing until {@link #open}: what is read waits, and so does the end. */
  void shut() {
    shut = true;
    awaiting = true;
  }

  /** Cuts what has come meanwhile, and from now on all that comes. */
  void open() {
    shut = false;
    awaiting = false;
    ByteBuf waiting = undecided.take();
    if (waiting != null) {
      cutUp(waiting);
    }
    if (ended) {
      end();
    }
    adjustReading();
  }

  /** Removes and returns what is not cut yet; the caller owns it. Null if there is nothing. */
  @Nullable ByteBuf takeRest() {
    return undecided.take();
  }

  boolean discards() {
    return discarding;
  }

  /** Ends the output of this direction. */
  void endOutput() {
    path.toxics().end();
  }

  /** Discards undecided bytes and everything that arrives from now on. */
  void discard() {
    discarding = true;
    awaiting = false;
    paused = false;
    undecided.release();
    adjustReading();
  }

  private boolean room() {
    return path.hasRoom(watcher, facts.memory());
  }

  /** Whether something waits only for room. */
  boolean paused() {
    return paused;
  }

  /** Reads on if there is room for more; otherwise the sender waits. */
  void adjustReading() {
    boolean more =
        !paused
            && room()
            && (!awaiting || undecided.hasRoom())
            && !undecided.waitsForOthers(facts.loop(), this::adjustReading);
    path.from().reading(discarding || more);
  }
}
