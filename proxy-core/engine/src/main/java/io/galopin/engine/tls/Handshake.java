package io.galopin.engine.tls;

import io.galopin.api.Trouble;
import io.galopin.engine.socket.Address;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The handshake with a backend, after its socket is connected and before anything is written to it.
 * Used only on the socket's event loop.
 */
public final class Handshake {

  private static final String SILENCE = "silence";

  private final Channel socket;
  private final Address backend;
  private final Consumer<Channel> done;
  private final Consumer<Trouble> failed;
  private boolean over;

  private Handshake(
      Channel socket, Address backend, Consumer<Channel> done, Consumer<Trouble> failed) {
    this.socket = socket;
    this.backend = backend;
    this.done = done;
    this.failed = failed;
  }

  /**
   * Begins it. Exactly one of the callbacks is called, unless it is cancelled. A socket whose
   * handshake fails is closed.
   *
   * @param alpn the application protocols to offer, best first
   * @param nanos how long it may take
   */
  public static Handshake begin(
      Channel socket,
      BackendEnd end,
      Address backend,
      List<String> alpn,
      long nanos,
      Consumer<Channel> done,
      Consumer<Trouble> failed) {
    Handshake handshake = new Handshake(socket, backend, done, failed);
    socket.pipeline().addLast(handshake.handler(end, alpn, nanos), new Silence());
    return handshake;
  }

  /**
   * Begins it in the middle of a conversation.
   *
   * @param plain the handler of the socket that has got plain text, and is to get it
   * @see #begin
   */
  public static Handshake within(
      Channel socket,
      ChannelHandler plain,
      BackendEnd end,
      Address backend,
      List<String> alpn,
      long nanos,
      Consumer<Channel> done,
      Consumer<Trouble> failed) {
    Handshake handshake = new Handshake(socket, backend, done, failed);
    String name = socket.pipeline().context(plain).name();
    // The handler begins when it is added.
    socket.pipeline().addBefore(name, SILENCE, new Silence());
    socket.pipeline().addBefore(SILENCE, null, handshake.handler(end, alpn, nanos));
    return handshake;
  }

  private SslHandler handler(BackendEnd end, List<String> alpn, long nanos) {
    SslHandler handler = end.newHandler(socket.alloc(), backend, alpn);
    // 0 would mean no limit.
    handler.setHandshakeTimeoutMillis(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)));
    handler.handshakeFuture().addListener(it -> over(it.cause()));
    return handler;
  }

  /** Returns the application protocol that was agreed on; null if none. */
  public static @Nullable String chosenProtocol(Channel socket) {
    SslHandler handler = socket.pipeline().get(SslHandler.class);
    if (handler == null) {
      return null;
    }
    // The handler knows it of engines that were made for ALPN only.
    String told = handler.applicationProtocol();
    String chosen = told == null ? ofEngine(handler.engine()) : told;
    return chosen == null || chosen.isEmpty() ? null : chosen;
  }

  private static @Nullable String ofEngine(SSLEngine engine) {
    try {
      return engine.getApplicationProtocol();
    } catch (UnsupportedOperationException without) {
      return null;
    }
  }

  private void over(Throwable failure) {
    if (over) {
      return;
    }
    over = true;
    if (failure == null) {
      socket.pipeline().remove(Silence.class);
      done.accept(socket);
    } else {
      socket.close();
      boolean late = failure instanceof SslHandshakeTimeoutException;
      failed.accept(
          new Trouble(
              late ? Trouble.Kind.TIMEOUT : Trouble.Kind.UNREACHABLE,
              "TLS with backend " + backend + " failed: " + TlsReasons.of(failure)));
    }
  }

  /** Gives up, and closes the socket. No callback is called any more. */
  public void cancel() {
    over = true;
    socket.close();
  }

  /** Nothing reaches the end of the pipeline: a failure is told by the handshake itself. */
  private static final class Silence extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      // Told already.
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
      // Only of the handshake.
    }
  }
}
