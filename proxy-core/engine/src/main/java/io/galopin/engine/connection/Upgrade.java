package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.socket.WatchedFlight;
import io.galopin.engine.tls.ClientEnd;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * TLS that begins in the middle of a conversation, and that Galopin ends. Where the protocol says
 * that it begins, nothing more is cut until all that was said before has gone in both directions.
 * Then the hello is awaited by {@link Entrance}; if no layer reads it, both handshakes begin. Used
 * only on the connection's event loop.
 */
final class Upgrade {

  private final NewConnection connection;
  private final Channel accepted;
  private final Lifecycle life;
  private final Desk desk;
  private final Opening opening;
  private final Wiring wiring;
  private final @Nullable Entrance entrance;
  private @Nullable WatchedFlight unseen;

  /** How many directions have things to send that were said before. */
  private int leaving;

  private Upgrade(
      NewConnection connection,
      Channel accepted,
      Lifecycle life,
      Desk desk,
      Opening opening,
      Wiring wiring,
      @Nullable Entrance entrance) {
    this.connection = connection;
    this.accepted = accepted;
    this.life = life;
    this.desk = desk;
    this.opening = opening;
    this.wiring = wiring;
    this.entrance = entrance;
  }

  /** Waits for the point where TLS begins, if it begins in the middle of the conversation. */
  static void await(
      NewConnection connection,
      Channel accepted,
      Lifecycle life,
      Desk desk,
      Opening opening,
      Wiring wiring,
      @Nullable Entrance entrance) {
    if (connection.spec().later().client()) {
      Upgrade upgrade = new Upgrade(connection, accepted, life, desk, opening, wiring, entrance);
      wiring.wires().requests().link().atTls(upgrade::agreed);
      wiring.wires().replies().link().atTls(upgrade::agreed);
    }
  }

  /** Called within the link whose bytes agree on TLS. */
  private void agreed() {
    leaving = 2;
    stop(wiring.wires().requests());
    stop(wiring.wires().replies());
  }

  private void stop(Way way) {
    way.link().shut();
    way.holds().submit(() -> way.toxics().mark(this::left));
  }

  private void left() {
    leaving--;
    if (leaving == 0) {
      // Not within the link, which still keeps what it has read.
      connection.facts().loop().execute(() -> wiring.guard().run(this::begin));
    }
  }

  private void begin() {
    if (!life.isLive()) {
      return;
    }
    ByteBuf early = wiring.wires().replies().link().takeRest();
    if (early != null) {
      early.release();
      refuse("the backend says more before the handshake");
    } else if (!desk.exchanges().newestReplyPasses()) {
      refuse("the client did not get the reply that agrees to it");
    } else {
      desk.exchanges().enterTls();
      if (entrance != null) {
        entrance.begin();
      } else {
        beginUnseen();
      }
      wiring.flow().flush();
    }
  }

  private void refuse(String why) {
    connection.recorder().network(Direction.DOWNSTREAM, null, "TLS cannot begin: " + why);
    connection.controls().resetOrderly();
  }

  private void beginUnseen() {
    ClientEnd end = connection.spec().tls().client().orElseThrow();
    SslHandler handler = ClientTls.timed(connection, end, accepted);
    WatchedFlight watch =
        WatchedFlight.begin(accepted, wiring.wires().client(), handler, this::write);
    unseen = watch;
    opening.secure();
    ByteBuf rest = wiring.wires().requests().link().takeRest();
    if (rest != null) {
      watch.feed(rest);
    }
    watch.end();
    wiring.wires().requests().link().open();
    wiring.wires().replies().link().open();
  }

  private void write(ByteBuf bytes) {
    WatchedFlight watch = unseen;
    if (watch == null) {
      bytes.release();
    } else {
      watch.write(bytes);
    }
  }
}
