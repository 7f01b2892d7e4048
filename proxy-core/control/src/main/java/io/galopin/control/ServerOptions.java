package io.galopin.control;

import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The settings of the library that serves the control API. */
final class ServerOptions {

  /** Enough that slow plugins do not keep other callers waiting. */
  private static final int WORKERS = 16;

  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_LINE_BYTES = 8 * 1024;

  /** How much the system may buffer for a client that does not read. */
  private static final int SEND_BUFFER = 128 * 1024;

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
   */
  static HttpServerOptions http(Duration idle) {
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
