package io.galopin.engine.dial;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The places for connections to one proxy's backend. A connection that finds none waits in line for
 * a limited time. Thread-safe; callbacks happen on the asker's event loop.
 */
public final class Places {

  /** Somebody's claim to a place: waiting, held, or given up. */
  public final class Claim {
    private final EventLoop loop;
    private final Runnable granted;
    private @Nullable Future<?> deadline;
    private boolean held;
    private boolean over;

    private Claim(EventLoop loop, Runnable granted) {
      this.loop = loop;
      this.granted = granted;
    }

    /** Gives the place back, or gives up waiting for it. May be called more than once. */
    public void release() {
      Places.this.release(this);
    }
  }

  private final OptionalInt size;
  private final Duration patience;
  private final ArrayDeque<Claim> line = new ArrayDeque<>();
  private int taken;

  public Places(OptionalInt size, Duration patience) {
    this.size = size;
    this.patience = patience;
  }

  /**
   * Asks for a place.
   *
   * @param granted called when there is one, at once if there is one now
   * @param refused called when there was none for too long
   * @return null if there are as many as anybody may want: then nothing is to be given back
   */
  public @Nullable Claim claim(EventLoop loop, Runnable granted, Runnable refused) {
    if (size.isEmpty()) {
      granted.run();
      return null;
    }
    Claim claim = new Claim(loop, granted);
    synchronized (this) {
      if (taken < size.getAsInt()) {
        taken++;
        claim.held = true;
      } else {
        line.addLast(claim);
        claim.deadline =
            loop.schedule(
                () -> {
                  if (giveUp(claim)) {
                    refused.run();
                  }
                },
                patience.toNanos(),
                TimeUnit.NANOSECONDS);
      }
    }
    if (claim.held) {
      granted.run();
    }
    return claim;
  }

  private synchronized boolean giveUp(Claim claim) {
    boolean waiting = line.remove(claim);
    claim.over |= waiting;
    return waiting;
  }

  private synchronized void release(Claim claim) {
    if (claim.over) {
      return;
    }
    claim.over = true;
    if (claim.deadline != null) {
      claim.deadline.cancel(false);
    }
    if (!claim.held) {
      line.remove(claim);
      return;
    }
    Claim next = line.pollFirst();
    if (next == null) {
      taken--;
      return;
    }
    next.held = true;
    if (next.deadline != null) {
      next.deadline.cancel(false);
    }
    next.loop.execute(next.granted);
  }
}
