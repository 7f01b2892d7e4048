package io.galopin.engine.descriptor;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** The share of the {@link Descriptors} that the clients of one listener have. Thread-safe. */
public final class Allotment {

  /** A client's own socket, and the one to the backend. */
  static final int PER_CLIENT = 2;

  private final Descriptors all;
  private final AtomicInteger taken = new AtomicInteger();

  Allotment(Descriptors all) {
    this.all = all;
  }

  /** How many its clients have. */
  public int taken() {
    return taken.get();
  }

  /** Whether another client may be let in. */
  public boolean allows() {
    return all.allows(this);
  }

  /** Takes two for a client that was accepted, if it may be let in. */
  public boolean take() {
    boolean may = all.takeTwo(this);
    if (may) {
      taken.addAndGet(PER_CLIENT);
    }
    return may;
  }

  /** Gives one of them back. */
  void give() {
    taken.decrementAndGet();
    all.give(1);
  }

  /** Counts the socket of a client that was accepted, until {@link #closed}. */
  public void accepted() {
    all.opened();
  }

  /** Counts it no longer. */
  public void closed() {
    all.closed();
  }

  /** Counts the listener's own socket until it is closed. */
  public void listens(Channel socket) {
    all.opened(socket);
    socket.closeFuture().addListener(closed -> end());
  }

  /** The listener is closed, or could not be opened; clients keep what they have. */
  public void end() {
    all.listensNoLonger(this);
  }

  /** Runs {@code again}, at some time, when descriptors have become free. */
  public void whenFree(Runnable again) {
    all.whenFree(again);
  }

  /** Runs it no more. */
  public void forget(Runnable again) {
    all.forget(again);
  }
}
