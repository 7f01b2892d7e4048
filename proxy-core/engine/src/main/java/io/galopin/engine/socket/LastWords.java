package io.galopin.engine.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/** What a peer gets on purpose in place of {@code close_notify} when TLS with it ends. */
public enum LastWords {
  /** Nothing: the connection ends as if it had been cut off. */
  NOTHING,
  /** The first half of a record. */
  HALF_RECORD,
  /** A record that was changed on the way. */
  BAD_RECORD;

  private static final AttributeKey<LastWords> KEY = AttributeKey.valueOf(LastWords.class, "words");

  /** What is in the record; nobody can read it. */
  private static final int LENGTH = 64;

  /** Sets what the peer of a socket gets. Without TLS, it gets nothing of it. */
  public static void set(Channel socket, LastWords words) {
    socket.attr(KEY).set(words);
  }

  /** Returns what the peer of a socket gets; null for a proper end. */
  static @Nullable LastWords at(Channel socket) {
    return socket.hasAttr(KEY) ? socket.attr(KEY).get() : null;
  }

  /**
   * Writes them to a socket that speaks TLS, after all that was written before.
   *
   * @param tls the context of its handler of TLS
   */
  ChannelFuture say(ChannelHandlerContext tls) {
    Channel socket = tls.channel();
    if (this == NOTHING) {
      return socket.newSucceededFuture();
    }
    socket.pipeline().addBefore(tls.name(), null, new Damage(this == HALF_RECORD));
    return socket.writeAndFlush(Unpooled.buffer(LENGTH).writeZero(LENGTH));
  }

  /** Damages the next record. */
  private static final class Damage extends ChannelOutboundHandlerAdapter {

    private final boolean half;

    Damage(boolean half) {
      this.half = half;
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
      if (message instanceof ByteBuf record && record.isReadable()) {
        if (half) {
          record.writerIndex(record.readerIndex() + record.readableBytes() / 2);
        } else {
          int last = record.writerIndex() - 1;
          record.setByte(last, ~record.getByte(last));
        }
        ctx.write(record, promise);
        ctx.pipeline().remove(this);
      } else {
        ctx.write(message, promise);
      }
    }
  }
}
