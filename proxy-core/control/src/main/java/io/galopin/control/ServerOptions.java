package io.galopin.control;

import io.galopin.tls.ClientSide;
import io.galopin.tls.ListenTls;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The settings of the library that serves the control API. */
final class ServerOptions {

  /** Enough that slow plugins do not keep other callers waiting. */
  private static final int WORKERS = 16;

  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_LINE_BYTES = 8 * 1024;

  /** How much the system may buffer for a client that does not read. */
  private static final int SEND_BUFFER = 128 * 1024;

  /** How long a handshake may take, unless something else is said. */
  private static final Duration HANDSHAKE = Duration.ofSeconds(5);

  private ServerOptions() {}

  /** One event loop, and workers for calls that may block. */
  static VertxOptions threads() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setWorkerPoolSize(WORKERS)
        .setInternalBlockingPoolSize(1)
        .setUseDaemonThread(true)
        // Reports a blocked thread without its stack trace.
        .setWarningExceptionTime(Long.MAX_VALUE)
        // Serves nothing from files.
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  /**
   * What a caller may send.
   *
   * @param idle after which a silent connection is closed
   * @param tls how TLS is spoken; empty for plain text
   */
  static HttpServerOptions http(Duration idle, Optional<ClientSide> tls) {
    HttpServerOptions plain = plain(idle);
    tls.ifPresent(side -> secure(plain, side));
    return plain;
  }

  /** Speaks HTTP/1.1 as in plain text, so none of its application protocols is negotiated. */
  private static void secure(HttpServerOptions options, ClientSide tls) {
    ListenTls settings = tls.settings();
    options
        .setSsl(true)
        .setUseAlpn(false)
        // 0 would mean no limit.
        .setSslHandshakeTimeout(
            Math.max(1, settings.handshakeTimeout().orElse(HANDSHAKE).toMillis()))
        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
        .setKeyCertOptions(KeyCertOptions.wrap(tls.keyManager()))
        .setTrustOptions(TrustOptions.wrap(tls.trustManager()))
        .setClientAuth(
            switch (settings.clients()) {
              case NONE -> ClientAuth.NONE;
              case REQUESTED -> ClientAuth.REQUEST;
              case REQUIRED -> ClientAuth.REQUIRED;
            });
    if (!settings.versions().isEmpty()) {
      options.setEnabledSecureTransportProtocols(
          settings.versions().stream().map("TLSv"::concat).collect(Collectors.toSet()));
    }
    settings.ciphers().forEach(options::addEnabledCipherSuite);
  }

  private static HttpServerOptions plain(Duration idle) {
    return new HttpServerOptions()
        .setIdleTimeout(Math.toIntExact(idle.toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setMaxHeaderSize(MOST_HEADER_BYTES)
        .setMaxInitialLineLength(MOST_LINE_BYTES)
        .setHandle100ContinueAutomatically(true)
        .setSendBufferSize(SEND_BUFFER)
        .setHttp2ClearTextEnabled(false)
        // There are no web sockets, and their compression throws at the 129th pipelined call.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }
}
