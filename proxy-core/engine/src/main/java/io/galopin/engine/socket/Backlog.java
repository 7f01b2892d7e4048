package io.galopin.engine.socket;

import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.Portion;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that were written to a side and that the platform has not taken: bytes that wait for the
 * socket to exist, then bytes for which the peer is too slow. Counted by their memory cost. Used on
 * only one event loop.
 */
public final class Backlog {

  /** Bytes that wait for the socket, or something to be called when those before are with it. */
  private record Early(@Nullable Portion bytes, @Nullable Runnable written) {}

  private final HeldMemory memory;
  private final Runnable onRelief;
  private @Nullable ArrayDeque<Early> early;
  private long counted;
  private boolean watched;

  /**
   * None yet.
   *
   * @param onRelief called when the platform has taken what it had not
   */
  public Backlog(HeldMemory memory, Runnable onRelief) {
    this.memory = memory;
    this.onRelief = onRelief;
  }

  /** What it costs, in bytes: as of the last flush. */
  public long held() {
    return counted;
  }

  private void count(long now) {
    if (now != counted) {
      memory.add(now - counted);
      counted = now;
    }
  }

  /** Whether something waits for the socket. */
  boolean waits() {
    return early != null;
  }

  /**
   * Calls {@code then} when waiting bytes have been given to the platform. For use before there is
   * a socket.
   */
  void mark(Runnable then) {
    waiting().addLast(new Early(null, then));
    count(counted + HeldMemory.PIECE);
  }

  private ArrayDeque<Early> waiting() {
    if (early == null) {
      early = new ArrayDeque<>();
    }
    return early;
  }

  /**
   * Adds bytes that wait for the socket. For use before there is one.
   *
   * @param bytes ownership passes to this method
   */
  public void add(ByteBuf bytes) {
    ArrayDeque<Early> line = waiting();
    Portion next = new Portion(bytes, this, false, Backlog::nothing);
    Portion last = line.isEmpty() ? null : line.getLast().bytes;
    int before = last == null ? 0 : last.pinned();
    if (last != null && last.absorb(next, true)) {
      count(counted + last.pinned() - before);
    } else {
      next.hold();
      line.addLast(new Early(next, null));
      count(counted + next.pinned() + HeldMemory.PIECE);
    }
  }

  private static void nothing(ByteBuf bytes) {
    throw new IllegalStateException("bytes that wait for a socket are taken, not run");
  }

  /**
   * Writes what waited for the socket, one after the other: what is called when one has been
   * written may decide that no more is.
   */
  public void writeTo(Channel socket) {
    for (Early next = pollEarly(); next != null; next = pollEarly()) {
      if (next.bytes != null) {
        socket.write(next.bytes.take(), socket.voidPromise());
      }
      if (next.written != null) {
        SecureSocket.mark(socket, whenDone(socket, next.written));
        socket.flush();
      }
    }
    early = null;
    count(0);
    flush(socket);
  }

  private @Nullable Early pollEarly() {
    return early == null ? null : early.pollFirst();
  }

  /** A promise that calls {@code then} when what it is for has succeeded. */
  static ChannelPromise whenDone(Channel socket, Runnable then) {
    ChannelPromise written = socket.newPromise();
    written.addListener(
        done -> {
          if (done.isSuccess()) {
            then.run();
          }
        });
    return written;
  }

  /** Releases bytes that waited for the socket. */
  void drop() {
    ArrayDeque<Early> lost = early;
    early = null;
    if (lost != null) {
      for (Early each : lost) {
        if (each.bytes != null) {
          each.bytes.cancel();
        }
      }
      count(0);
    }
  }

  /** Flushes what was written, and counts the bytes that the platform does not take. */
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
    SecureSocket.mark(socket, taken);
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
