package io.galopin.engine.connection;

import io.galopin.api.Trouble;
import io.galopin.engine.dial.Dialer;
import io.galopin.engine.dial.Places;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.loop.Hop;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.BackendEnd;
import io.galopin.engine.tls.Handshake;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection's way to its backend: a place in the pool, the attempt to connect, the handshake if
 * the backend speaks TLS, and the result. Used only on the connection's event loop.
 */
final class Uplink {

  private final ConnectionOwner owner;
  private final Consumer<Channel> connected;
  private final Consumer<Trouble> failed;
  private final @Nullable BackendEnd tls;
  private final boolean later;
  private final Duration timeout;
  private final Hop hop;
  private long deadline;
  private @Nullable Dialer dialer;
  private @Nullable Handshake handshake;
  private final EventLoop loop;
  private final Address backend;
  private Places.@Nullable Claim place;
  private @Nullable Trouble trouble;
  private List<String> offered = List.of();

  /**
   * Not started yet. After the start, exactly one of the callbacks is called, unless it is
   * cancelled.
   */
  Uplink(
      ConnectionOwner owner,
      EventLoop loop,
      ConnectionSpec spec,
      Hop hop,
      Consumer<Channel> connected,
      Consumer<Trouble> failed) {
    this.owner = owner;
    this.loop = loop;
    this.backend = spec.upstream();
    this.connected = connected;
    this.failed = failed;
    this.tls = spec.tls().backend().orElse(null);
    this.later = spec.later().backend();
    this.timeout = spec.connectTimeout();
    this.hop = hop;
  }

  /**
   * Starts. The time limit counts from here.
   *
   * @param alpn the application protocols to offer if the backend speaks TLS, best first
   */
  void start(List<String> alpn) {
    offered = alpn;
    deadline = loop.ticker().nanoTime() + timeout.toNanos();
    dialer =
        new Dialer(
            loop,
            owner.ownDials(),
            hop,
            owner.socket(),
            owner.socketOptions(),
            backend,
            timeout,
            this::dialled,
            this::fail,
            () -> owner.starved(loop.ticker().nanoTime()));
    place = owner.places().claim(loop, this::dial, this::noPlace);
  }

  private void dial() {
    if (dialer != null) {
      dialer.dial(owner.resolver());
    }
  }

  private void dialled(Channel socket) {
    dialer = null;
    if (tls == null || later) {
      reached(socket);
    } else {
      long left = limit(tls, deadline - loop.ticker().nanoTime());
      handshake = Handshake.begin(socket, tls, backend, offered, left, this::reached, this::fail);
    }
  }

  /**
   * Begins TLS with a backend that is connected, if it is to speak TLS from now on. Exactly one of
   * the callbacks is called, unless it is cancelled.
   *
   * @param plain the handler of the socket that is to get plain text
   * @param alpn the application protocols to offer, best first
   */
  void secure(
      Channel socket,
      ChannelHandler plain,
      List<String> alpn,
      Consumer<Channel> secured,
      Consumer<Trouble> lost) {
    if (tls == null || !later) {
      return;
    }
    handshake =
        Handshake.within(
            socket, plain, tls, backend, alpn, limit(tls, timeout.toNanos()), secured, lost);
  }

  /** Returns how many nanoseconds a handshake may take. */
  private static long limit(BackendEnd end, long usual) {
    return end.handshakeTimeout().map(Duration::toNanos).orElse(usual);
  }

  /** Called when the handshake of a connection that goes on has failed. */
  void lost(Trouble reason) {
    handshake = null;
    trouble = reason;
    owner.notConnected(loop, backend, reason);
  }

  /** Returns the application protocol that the backend has chosen; null if none. */
  @Nullable String chosenProtocol(Channel socket) {
    return tls == null ? null : Handshake.chosenProtocol(socket);
  }

  private void reached(Channel socket) {
    handshake = null;
    owner.connected(loop, backend);
    connected.accept(socket);
  }

  private void noPlace() {
    Trouble crowded =
        new Trouble(
            Trouble.Kind.TIMEOUT,
            "no place in the pool of backend connections became free in time");
    owner.crowded(loop.ticker().nanoTime(), crowded);
    give(crowded);
  }

  private void fail(Trouble reason) {
    owner.notConnected(loop, backend, reason);
    give(reason);
  }

  private void give(Trouble reason) {
    dialer = null;
    handshake = null;
    trouble = reason;
    failed.accept(reason);
  }

  /** Returns why there is no backend; null while there may be one. */
  @Nullable Trouble trouble() {
    return trouble;
  }

  /** Cancels the attempt. No callback is called any more. */
  void cancel() {
    if (dialer != null) {
      dialer.cancel();
    }
    if (handshake != null) {
      handshake.cancel();
    }
  }

  /**
   * Gives the place in the pool to the next connection, because there is no socket to the backend
   * any more.
   */
  void release() {
    if (place != null) {
      place.release();
    }
  }
}
