package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.HandshakeChange;
import io.galopin.api.Protocol;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.rule.Made;
import io.galopin.engine.tls.ClientEnd;
import io.galopin.engine.tls.TlsReasons;
import io.galopin.engine.trouble.PluginFailure;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.math.BigDecimal;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The handshake with a client, where Galopin ends TLS at the client's side. */
final class ClientTls {

  private ClientTls() {}

  /** Begins it before anything is read. No rule sees it. */
  static void begin(NewConnection connection, ClientEnd end, Channel accepted) {
    accepted.pipeline().addLast(timed(connection, end, accepted));
  }

  /** Returns a handler for a handshake that no rule sees. */
  static SslHandler timed(NewConnection connection, ClientEnd end, Channel accepted) {
    SslHandler handler =
        handler(connection, end, accepted, spoken(connection), HandshakeChange.NONE);
    // 0 would mean no limit.
    handler.setHandshakeTimeout(
        Math.max(1, end.handshakeTimeout().toMillis()), TimeUnit.MILLISECONDS);
    return handler;
  }

  /** Returns a handler without a time limit. If its handshake fails, that is recorded. */
  static SslHandler handler(
      NewConnection connection,
      ClientEnd end,
      Channel accepted,
      List<String> alpn,
      HandshakeChange change) {
    SslHandler handler =
        end.newHandler(accepted.alloc(), connection.spec().upstream(), alpn, change);
    handler.setHandshakeTimeoutMillis(0);
    handler.handshakeFuture().addListener(done -> told(done.cause(), connection.recorder()));
    return handler;
  }

  private static void told(Throwable failure, Recorder recorder) {
    // Without a word: a probe of the port, or the proxy itself has ended the connection.
    if (failure != null && !(failure instanceof ClosedChannelException)) {
      failed(recorder, TlsReasons.of(failure));
    }
  }

  static void failed(Recorder recorder, String why) {
    recorder.network(Direction.UPSTREAM, null, "TLS with the client failed: " + why);
  }

  static void late(Recorder recorder, Duration limit) {
    String seconds = BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
    failed(recorder, "no handshake within " + seconds + " seconds");
  }

  /** Whether the lowest layer reads the hello before the handshake begins. */
  static boolean isSeen(NewConnection connection) {
    Made<Protocol> lowest = connection.spec().stack().get(0);
    return asked(lowest, "beginsTls", connection.recorder(), Protocol::beginsTls);
  }

  /** Returns the application protocols that the protocol speaks; empty for any. */
  static List<String> spoken(NewConnection connection) {
    List<Made<Protocol>> stack = connection.spec().stack();
    List<String> spoken = new ArrayList<>();
    asked(
        stack.get(stack.size() - 1),
        "alpn",
        connection.recorder(),
        protocol -> spoken.addAll(protocol.alpn()));
    return List.copyOf(spoken);
  }

  private static boolean asked(
      Made<Protocol> made, String hook, Recorder recorder, Predicate<Protocol> question) {
    try {
      return question.test(made.instance());
    } catch (Throwable thrown) {
      PluginFailure failure = new PluginFailure("protocol", made.plugin(), hook, thrown);
      recorder.failed(failure, "the connection goes on");
      return false;
    }
  }
}
