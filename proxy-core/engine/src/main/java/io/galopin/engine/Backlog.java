package io.galopin.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What was written to a side and the platform has not taken: bytes that wait for the socket to be
 * there, then those that its peer is too slow for. Counted by what they cost. Used on one event
 * loop only.
 */
final class Backlog {

  private final HeldMemory memory;
  private final Runnable onRelief;
  private @Nullable ArrayDeque<Portion> early;
  private long counted;
  private boolean watched;

  /**
   * None yet.
   *
   * @param onRelief called when the platform has taken what it had not
   */
  Backlog(HeldMemory memory, Runnable onRelief) {
    this.memory = memory;
    this.onRelief = onRelief;
  }

  /** What it costs, in bytes: as of the last flush. */
  long held() {
    return counted;
  }

  private void count(long now) {
    if (now != counted) {
      memory.add(now - counted);
      counted = now;
    }
  }

  /**
   * There is no socket yet.
   *
   * @param bytes handed over
   */
  void add(ByteBuf bytes) {
    if (early == null) {
      early = new ArrayDeque<>();
    }
    Portion next = new Portion(bytes, this, false, Backlog::nothing);
    Portion last = early.peekLast();
    int before = last == null ? 0 : last.pinned();
    if (last != null && last.absorb(next, true)) {
      count(counted + last.pinned() - before);
    } else {
      next.hold();
      early.addLast(next);
      count(counted + next.pinned() + HeldMemory.PIECE);
    }
  }

  private static void nothing(ByteBuf bytes) {
    throw new IllegalStateException("bytes that wait for a socket are taken, not run");
  }

  /** Writes what waited for the socket. */
  void writeTo(Channel socket) {
    ArrayDeque<Portion> waited = early;
    early = null;
    count(0);
    if (waited != null) {
      waited.forEach(portion -> socket.write(portion.take(), socket.voidPromise()));
      flush(socket);
    }
  }

  /** Lets go of what waited for the socket. */
  void drop() {
    ArrayDeque<Portion> lost = early;
    early = null;
    if (lost != null) {
      lost.forEach(Portion::cancel);
      count(0);
    }
  }

  /** Gives the platform what was written, and counts what it does not take. */
  void flush(Channel socket) {
    socket.flush();
    measure(socket, 0);
  }

  private void measure(Channel socket, long besides) {
    ChannelOutboundBuffer out = socket.unsafe().outboundBuffer();
    long left = out == null ? 0 : out.totalPendingWriteBytes() - besides;
    count(left);
    if (left > 0 && out != null && !watched) {
      watch(socket, out);
    }
  }

  /** Counts again when all that is there now has been taken. */
  private void watch(Channel socket, ChannelOutboundBuffer out) {
    watched = true;
    long before = out.totalPendingWriteBytes();
    ChannelPromise taken = socket.newPromise();
    socket.write(Unpooled.EMPTY_BUFFER, taken);
    // It is counted until after the listener has been told.
    long own = out.totalPendingWriteBytes() - before;
    taken.addListener(
        done -> {
          watched = false;
          measure(socket, own);
          onRelief.run();
        });
    socket.flush();
  }
}
