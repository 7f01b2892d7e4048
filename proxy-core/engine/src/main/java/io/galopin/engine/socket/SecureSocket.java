package io.galopin.engine.socket;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import org.jspecify.annotations.Nullable;

/** What differs at a socket that may speak TLS. */
final class SecureSocket {

  private SecureSocket() {}

  /** Whether a socket speaks TLS, and what is written to it now is plain text. */
  static boolean isAt(Channel socket) {
    return handler(socket) != null;
  }

  private static @Nullable ChannelHandlerContext handler(Channel socket) {
    ChannelHandlerContext tls = socket.pipeline().context(SslHandler.class);
    return tls == null || WatchedFlight.isAt(socket) ? null : tls;
  }

  /**
   * Whether an event says that the peer has ended its side, with {@code close_notify} or without.
   */
  static boolean isEndOfInput(Object event) {
    return event instanceof ChannelInputShutdownReadComplete
        || (event instanceof SslCloseCompletionEvent closed && closed.isSuccess());
  }

  /**
   * Completes {@code done} when all that was written so far has been given to the platform. Without
   * TLS, the caller flushes. An empty write through the handler would send an empty record.
   */
  static void mark(Channel socket, ChannelPromise done) {
    ChannelHandlerContext tls = handler(socket);
    if (tls == null) {
      WatchedFlight.outOf(socket).write(Unpooled.EMPTY_BUFFER, done);
    } else if (isShakingHands(socket)) {
      ((SslHandler) tls.handler()).handshakeFuture().addListener(over -> mark(socket, done));
    } else {
      socket.flush();
      tls.writeAndFlush(Unpooled.EMPTY_BUFFER, done);
    }
  }

  /**
   * Flushes what was written and, with TLS, says that nothing follows ({@code close_notify}, RFC
   * 8446, 6.1).
   */
  static Future<?> end(Channel socket) {
    ChannelPromise written = socket.newPromise();
    mark(socket, written);
    WatchedFlight.outOf(socket).flush();
    ChannelHandlerContext handler = handler(socket);
    if (handler == null) {
      return written;
    }
    SslHandler tls = (SslHandler) handler.handler();
    // At once, the handler would lose what waits in it.
    Promise<Void> ended = socket.eventLoop().newPromise();
    written.addListener(
        done -> {
          if (done.isSuccess()) {
            LastWords words = LastWords.at(socket);
            (words == null ? tls.closeOutbound() : words.say(handler))
                .addListener(new PromiseNotifier<>(ended));
          } else {
            ended.setFailure(done.cause());
          }
        });
    return ended;
  }

  /**
   * Flushes what was written. Completes when the platform has it, after the peer's {@link
   * LastWords}.
   */
  static Future<?> flush(Channel socket) {
    ChannelHandlerContext tls = handler(socket);
    LastWords words = LastWords.at(socket);
    return tls == null || words == null || isShakingHands(socket)
        ? WatchedFlight.flush(socket)
        : words.say(tls);
  }

  /** Whether a handshake is under way that is not watched. */
  static boolean isShakingHands(Channel socket) {
    ChannelHandlerContext tls = handler(socket);
    return tls != null && !((SslHandler) tls.handler()).handshakeFuture().isDone();
  }

  /** Closes a socket at once. With TLS, the peer gets no {@code close_notify}. */
  static void closeAbruptly(Channel socket) {
    ChannelHandlerContext tls = socket.pipeline().context(SslHandler.class);
    if (tls == null) {
      socket.close();
    } else {
      // From there on, past the handler, which would say goodbye first.
      tls.close();
    }
  }
}
