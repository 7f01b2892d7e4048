package io.galopin.engine.connection;

import io.galopin.api.Trouble;
import io.galopin.engine.exchange.Admission;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.exchange.ReplyWatcher;
import io.galopin.engine.exchange.TakenHello;
import io.galopin.engine.exchange.Undecided;
import io.galopin.engine.socket.Side;
import io.galopin.engine.socket.Sink;
import io.galopin.engine.socket.WatchedFlight;
import io.galopin.engine.tls.ClientEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a connection enters TLS at the client's side if its lowest layer reads the hello. The hello
 * is the request of the layer's exchange, and what Galopin's own end of TLS answers is the reply,
 * so that rules act on both. Toxics see nothing of it. Used only on the connection's event loop.
 *
 * <pre>
 *          the hello passes      the backend is there,           the layer has handed over,
 *          the rules             if it is to choose ALPN         and nothing is held any more
 *  AWAITED ───────────────► CAME ─────────────────► ANSWERING ───────────────────► OPEN
 *   bytes are the layer's     they wait               they are of TLS                plain text
 * </pre>
 */
final class Entrance {

  private enum State {
    AWAITED,
    CAME,
    ANSWERING,
    OPEN
  }

  private final NewConnection connection;
  private final ClientEnd end;
  private final Channel accepted;
  private final Lifecycle life;
  private final Side client;
  private final Gate toBackend;
  private final Gate toClient;
  private final boolean later;
  private Desk desk;
  private Opening opening;
  private Wiring wiring;
  private LinkToxics toxics;
  private Flight flight;
  private IdleWatch watch;
  private State state = State.AWAITED;
  private boolean backendChooses;
  private @Nullable ByteBuf hello;
  private @Nullable TakenHello taken;
  private @Nullable WatchedFlight socket;
  private @Nullable Trouble alone;

  private Entrance(
      NewConnection connection,
      ClientEnd end,
      Channel accepted,
      Lifecycle life,
      Side client,
      Side backend) {
    this.connection = connection;
    this.end = end;
    this.accepted = accepted;
    this.life = life;
    this.client = client;
    this.toBackend = new Gate(backend, this::came, this::endedBefore);
    this.toClient = new Gate(client, this::writePast, () -> {});
    this.later = connection.spec().later().client();
    if (later) {
      passAll();
    }
  }

  /**
   * Begins TLS if the connection speaks it at the client's side.
   *
   * @return null if it does not, or if no layer reads the hello
   */
  static @Nullable Entrance of(
      NewConnection connection, Channel accepted, Lifecycle life, Side client, Side backend) {
    ClientEnd end = connection.spec().tls().client().orElse(null);
    if (end == null) {
      return null;
    }
    if (ClientTls.isSeen(connection)) {
      return new Entrance(connection, end, accepted, life, client, backend);
    }
    if (!connection.spec().later().client()) {
      ClientTls.begin(connection, end, accepted);
    }
    return null;
  }

  /** Returns where the toxics of the requests write to. */
  Sink toBackend() {
    return toBackend;
  }

  /** Returns where the toxics of the replies write to. */
  Sink toClient() {
    return toClient;
  }

  /** Sets the other parts. Must be called before any other method. */
  void wire(Desk parts, Admission admission, Opening dialing, Wiring all, LinkToxics bypassed) {
    desk = parts;
    opening = dialing;
    wiring = all;
    toxics = bypassed;
    Path path = all.wires().replies().path();
    flight =
        new Flight(
            new ReplyWatcher(parts, path.toxics(), path.holds(), admission),
            path,
            this::writePast,
            new Undecided(connection.facts().memory()),
            this::goesOn,
            this::open);
    watch =
        new IdleWatch(
            connection.facts().loop(),
            end.handshakeTimeout(),
            () -> state == State.CAME || parts.interventions().holdBack() || all.flow().holdsBack(),
            this::late);
    if (!later) {
      toxics.aside(true);
      replies().shut();
    }
  }

  private Link replies() {
    return wiring.wires().replies().link();
  }

  /** Whether TLS begins in the middle of the conversation: see {@link #begin}. */
  boolean isLater() {
    return later;
  }

  /** Waits for the hello in the middle of the conversation, when both links are shut and empty. */
  void begin() {
    state = State.AWAITED;
    toBackend.shut();
    toClient.shut();
    toxics.aside(true);
    watch.start();
    wiring.wires().requests().link().open();
  }

  /** Waits for the hello. The backend is not dialed before. */
  void start() {
    watch.start();
  }

  private void late() {
    ClientTls.late(connection.recorder(), end.handshakeTimeout());
    connection.controls().reset();
  }

  /** Called when the client ends before its hello is whole: a probe of the port. */
  private void endedBefore() {
    connection.controls().closeSides();
  }

  private void came(ByteBuf bytes) {
    if (state != State.AWAITED) {
      bytes.release();
      return;
    }
    state = State.CAME;
    hello = bytes;
    // Not within the caller: what came behind the hello is still being cut.
    connection.facts().loop().execute(() -> wiring.guard().run(this::dial));
  }

  /** Dials the backend, which chooses the application protocol if the proxy's may be any. */
  private void dial() {
    if (!life.isLive()) {
      return;
    }
    TakenHello its = TakenHello.of(desk);
    taken = its;
    List<String> spoken = ClientTls.spoken(connection);
    backendChooses =
        spoken.isEmpty()
            && !its.alpn().isEmpty()
            && connection.spec().tls().backend().isPresent()
            && later == connection.spec().later().backend();
    opening.offer(spoken.isEmpty() ? its.alpn() : spoken);
    if (later) {
      opening.secure();
    } else {
      opening.dial();
    }
    if (!backendChooses) {
      enter(spoken);
    }
  }

  /** Called when the backend is there, with the application protocol that it chose, if any. */
  void connected(@Nullable String chosen) {
    if (backendChooses && state == State.CAME && life.isLive()) {
      enter(chosen == null ? List.of() : List.of(chosen));
    }
  }

  /**
   * Called when there will be no backend. Returns whether the client is told later, in TLS; if the
   * backend was to choose the application protocol, there will be none.
   */
  boolean tellsLater(Trouble reason) {
    if (state == State.OPEN || backendChooses) {
      return false;
    }
    alone = reason;
    return true;
  }

  private void enter(List<String> alpn) {
    TakenHello its = taken;
    ByteBuf first = hello;
    if (its == null || first == null) {
      return;
    }
    SslHandler handler = ClientTls.handler(connection, end, accepted, alpn, its.change());
    handler.handshakeFuture().addListener(done -> watch.stop());
    state = State.ANSWERING;
    WatchedFlight watched = WatchedFlight.begin(accepted, client, handler, this::flies);
    socket = watched;
    hello = null;
    ByteBuf rest = wiring.wires().requests().link().takeRest();
    watched.feed(rest == null ? first : Unpooled.wrappedBuffer(first, rest));
  }

  private boolean goesOn() {
    return life.isLive() && !replies().discards();
  }

  /** Called when Galopin's own end of TLS has said something. */
  private void flies(ByteBuf bytes) {
    if (!goesOn()) {
      bytes.release();
    } else {
      wiring.guard().run(() -> flight.take(bytes));
    }
  }

  private void writePast(ByteBuf bytes) {
    if (socket == null) {
      client.write(bytes);
    } else {
      socket.write(bytes);
    }
  }

  private void passAll() {
    state = State.OPEN;
    toBackend.open();
    toClient.open();
  }

  private void open() {
    if (socket != null) {
      socket.end();
    }
    passAll();
    toxics.aside(false);
    if (client.isInputEnded()) {
      connection.controls().reset();
      return;
    }
    replies().open();
    Trouble reason = alone;
    if (reason != null) {
      opening.aloneNow(reason);
    }
    connection.controls().relieved();
  }

  /** Called when the connection ends. */
  void close() {
    watch.stop();
    flight.close();
    if (hello != null) {
      hello.release();
      hello = null;
    }
  }
}
