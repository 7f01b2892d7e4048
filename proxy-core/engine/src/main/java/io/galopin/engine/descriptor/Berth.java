package io.galopin.engine.descriptor;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/**
 * The two descriptors of a client that was let in: its own is given back when it is closed, and the
 * one for the backend when there is no socket to it and will be none. On the client's event loop.
 */
public final class Berth {

  /** That of an accepted client. */
  public static final AttributeKey<Berth> KEY = AttributeKey.valueOf(Berth.class, "berth");

  private final Allotment allotment;
  private final long ordinal;
  private boolean served;

  /**
   * That of a client for which two were taken.
   *
   * @param ordinal the client's, at its proxy
   */
  public Berth(Allotment allotment, Channel client, long ordinal) {
    this.allotment = allotment;
    this.ordinal = ordinal;
    client.closeFuture().addListener(closed -> clientGone());
  }

  private void clientGone() {
    allotment.closed();
    allotment.give();
    if (!served) {
      allotment.give();
    }
  }

  /** Returns the ordinal of the client at its proxy. */
  public long ordinal() {
    return ordinal;
  }

  /** There is a connection now, which may connect to the backend. */
  public void served() {
    served = true;
  }

  /** The connection is over. */
  public void over() {
    allotment.give();
  }
}
