package io.galopin.engine.connection;

import io.galopin.api.Cut;
import io.galopin.engine.exchange.CutCheck;
import io.galopin.engine.exchange.Undecided;
import io.galopin.engine.exchange.Watcher;
import io.galopin.engine.socket.Outlet;
import io.netty.buffer.ByteBuf;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What Galopin's own end of TLS says to a client, up to where the layer hands over: the replies to
 * the exchange of the layer, in place of a backend's. Used on only one event loop.
 */
final class Flight {

  private final Watcher watcher;
  private final Outlet client;
  private final Undecided undecided;
  private final BooleanSupplier goesOn;
  private boolean handedOver;

  /**
   * Has seen nothing yet.
   *
   * @param client takes what passes unchanged
   * @param undecided for what cannot be cut yet
   * @param goesOn whether the connection does, and the client is to hear more
   */
  Flight(Watcher watcher, Outlet client, Undecided undecided, BooleanSupplier goesOn) {
    this.watcher = watcher;
    this.client = client;
    this.undecided = undecided;
    this.goesOn = goesOn;
  }

  /** Whether the layer has handed over. What follows belongs to nobody. */
  boolean handedOver() {
    return handedOver;
  }

  /**
   * Takes the next bytes, and owns them.
   *
   * @return what follows when the layer has handed over; null if nothing does
   */
  @Nullable ByteBuf take(ByteBuf bytes) {
    ByteBuf in = undecided.with(bytes);
    try {
      boolean more = true;
      while (more && in.isReadable() && !handedOver && goesOn.getAsBoolean()) {
        more = cutOff(in);
      }
    } catch (Throwable thrown) {
      in.release();
      throw thrown;
    }
    if (!in.isReadable() || !goesOn.getAsBoolean()) {
      in.release();
      return null;
    }
    if (handedOver) {
      return in;
    }
    undecided.keep(in);
    return null;
  }

  private boolean cutOff(ByteBuf in) {
    Cut cut = watcher.cut(in);
    if (cut.kind() == Cut.Kind.REFUSE) {
      watcher.refuse(cut);
    }
    if (cut.length() == 0) {
      return false;
    }
    try {
      watcher.come(cut, in);
    } catch (Throwable thrown) {
      CutCheck.release(cut);
      throw thrown;
    }
    if (watcher.passes(cut)) {
      watcher.passed(cut);
      client.write(in.readRetainedSlice(cut.length()));
      watcher.wrote();
    } else {
      watcher.take(cut, in.readRetainedSlice(cut.length()));
    }
    if (cut.handsOver() && goesOn.getAsBoolean()) {
      handedOver = true;
      watcher.handOver();
    }
    return true;
  }

  /** Releases what was not cut. */
  void close() {
    undecided.release();
  }
}
