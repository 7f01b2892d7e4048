package io.galopin.engine.connection;

import io.galopin.api.Cut;
import io.galopin.engine.exchange.CutCheck;
import io.galopin.engine.exchange.Undecided;
import io.galopin.engine.exchange.Watcher;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.hold.Portion;
import io.galopin.engine.socket.Outlet;
import io.netty.buffer.ByteBuf;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What Galopin's own end of TLS says to a client while that is watched. Up to where the layer hands
 * over, these are the replies to the exchange of the layer, in place of a backend's. What follows
 * goes behind what is held of them. Used on only one event loop.
 */
final class Flight {

  private final Watcher watcher;
  private final Outlet client;
  private final Undecided undecided;
  private final BooleanSupplier goesOn;
  private final HoldQueue holds;
  private final Consumer<ByteBuf> past;
  private final Runnable gone;
  private boolean handedOver;

  /** How much of what follows waits behind what is held, in pieces. */
  private int behind;

  /**
   * Has seen nothing yet.
   *
   * @param path of the replies
   * @param past takes what no rule acts on
   * @param undecided for what cannot be cut yet
   * @param goesOn whether the connection does, and the client is to hear more
   * @param gone called when the layer has handed over and nothing waits any more
   */
  Flight(
      Watcher watcher,
      Path path,
      Consumer<ByteBuf> past,
      Undecided undecided,
      BooleanSupplier goesOn,
      Runnable gone) {
    this.watcher = watcher;
    this.client = path.toxics();
    this.holds = path.holds();
    this.past = past;
    this.undecided = undecided;
    this.goesOn = goesOn;
    this.gone = gone;
  }

  /** Takes the next bytes, and owns them. */
  void take(ByteBuf bytes) {
    if (handedOver) {
      sendBehind(bytes);
      return;
    }
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
    } else if (handedOver) {
      sendBehind(in);
    } else {
      undecided.keep(in);
    }
    if (handedOver) {
      holds.submit(this::endIfGone);
    }
  }

  private void sendBehind(ByteBuf bytes) {
    behind++;
    holds.submit(
        new Portion(
            bytes,
            null,
            false,
            portion -> {
              behind--;
              past.accept(portion);
            }));
  }

  private void endIfGone() {
    if (behind > 0) {
      // They have come since, and wait behind this.
      holds.submit(this::endIfGone);
    } else {
      gone.run();
    }
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
