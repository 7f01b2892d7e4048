package io.galopin.engine.connection;

import io.galopin.api.Direction;
import io.galopin.api.HandshakeChange;
import io.galopin.engine.exchange.ConnectionSpec;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.tls.TlsReasons;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The handshake with a client, before anything of it is read. */
final class ClientTls {

  /** How long a client may take; then it is dropped. */
  private static final long MOST_SECONDS = 60;

  private ClientTls() {}

  /** Begins it if the connection speaks TLS at the client's side. */
  static void begin(ConnectionSpec spec, Channel accepted, Recorder recorder) {
    spec.tls()
        .client()
        .ifPresent(
            end -> {
              SslHandler handler =
                  end.newHandler(
                      accepted.alloc(), spec.upstream(), List.of(), HandshakeChange.NONE);
              handler.setHandshakeTimeout(MOST_SECONDS, TimeUnit.SECONDS);
              handler.handshakeFuture().addListener(done -> told(done.cause(), recorder));
              accepted.pipeline().addLast(handler);
            });
  }

  private static void told(Throwable failure, Recorder recorder) {
    // Without a word: a probe of the port, or the proxy itself has ended the connection.
    if (failure != null && !(failure instanceof ClosedChannelException)) {
      recorder.network(
          Direction.UPSTREAM, null, "TLS with the client failed: " + TlsReasons.of(failure));
    }
  }
}
