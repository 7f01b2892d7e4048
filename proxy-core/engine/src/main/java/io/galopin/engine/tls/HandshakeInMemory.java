package io.galopin.engine.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/** A handshake between two contexts without sockets, wholly on the caller's thread. */
public final class HandshakeInMemory {

  /** A handshake takes fewer; one that does not end is no reason to go on for ever. */
  private static final int MOST_ROUNDS = 20;

  private HandshakeInMemory() {}

  /**
   * Does a handshake, and carries a byte in both directions. Takes some hundred milliseconds the
   * first time in a process, so not for an event loop.
   *
   * @return whether it has succeeded
   * @throws io.netty.handler.codec.DecoderException if one of the two has refused the other
   */
  public static boolean succeeds(SslContext server, SslContext client) {
    EmbeddedChannel ours = new EmbeddedChannel();
    EmbeddedChannel theirs = new EmbeddedChannel();
    try {
      SslHandler answers = add(ours, server);
      SslHandler asks = add(theirs, client);
      for (int i = 0; i < MOST_ROUNDS && !(isDone(answers) && isDone(asks)); i++) {
        carry(theirs, ours);
        carry(ours, theirs);
      }
      boolean done = answers.handshakeFuture().isSuccess() && asks.handshakeFuture().isSuccess();
      if (done) {
        speak(theirs, ours);
        speak(ours, theirs);
      }
      return done;
    } finally {
      end(theirs);
      end(ours);
    }
  }

  /** Unlike {@code finish}, it throws nothing of what went wrong in the channel. */
  private static void end(EmbeddedChannel channel) {
    channel.close();
    channel.releaseInbound();
    channel.releaseOutbound();
  }

  private static SslHandler add(EmbeddedChannel channel, SslContext context) {
    SslHandler handler = context.newHandler(channel.alloc());
    handler.setHandshakeTimeout(0, TimeUnit.SECONDS);
    channel.pipeline().addLast(handler);
    return handler;
  }

  private static boolean isDone(SslHandler handler) {
    return handler.handshakeFuture().isDone();
  }

  private static void speak(EmbeddedChannel from, EmbeddedChannel to) {
    from.writeOutbound(Unpooled.wrappedBuffer(new byte[1]));
    carry(from, to);
    to.releaseInbound();
  }

  private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
    from.runPendingTasks();
    for (ByteBuf bytes = from.readOutbound(); bytes != null; bytes = from.readOutbound()) {
      to.writeInbound(bytes);
    }
    to.runPendingTasks();
  }
}
