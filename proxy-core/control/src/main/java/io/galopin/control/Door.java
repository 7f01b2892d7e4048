package io.galopin.control;

import io.galopin.engine.descriptor.Descriptors;
import io.galopin.engine.trouble.Seldom;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MaxMessagesRecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.impl.VertxConnection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits callers up to a number. Further ones wait in the system's queue until some have gone. A
 * moment later, idle callers are made to go. Used on the event loop of the server's own socket.
 */
final class Door extends ChannelInboundHandlerAdapter {

  private static final Logger log = LoggerFactory.getLogger(Door.class);

  /** Time for clients to send a head, which most do at once. */
  private static final int MOMENT_MILLIS = 10;

  /** This many extra callers are accepted before the door closes. */
  private static final int AT_ONCE = 4;

  private static final int PAUSE_MILLIS = 100;

  private static final AttributeKey<Boolean> HEARD = AttributeKey.valueOf(Door.class, "heard");

  private final int most;
  private final IntConsumer makeRoom;
  private final AtomicInteger inside = new AtomicInteger();
  private final Seldom complaints = new Seldom();
  private boolean closed;

  /**
   * Creates a door.
   *
   * @param makeRoom closes connections, where possible, until at most that many are left; called on
   *     this door's event loop, and must do its work on that of the connections
   */
  Door(int most, IntConsumer makeRoom) {
    this.most = most;
    this.makeRoom = makeRoom;
  }

  /** Returns the transport of a server with this door. */
  NioTransport transport() {
    return new NioTransport() {
      @Override
      public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domain) {
        ChannelFactory<? extends ServerChannel> factory = super.serverChannelFactory(domain);
        return () -> {
          ServerChannel server = factory.newChannel();
          server.pipeline().addLast(Door.this);
          if (server.config().getRecvByteBufAllocator()
              instanceof MaxMessagesRecvByteBufAllocator reads) {
            reads.maxMessagesPerRead(AT_ONCE);
          }
          return server;
        };
      }
    };
  }

  /** How many callers are connected. */
  int inside() {
    return inside.get();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object accepted) {
    Channel caller = Descriptors.ofThisProcess().opened((Channel) accepted);
    caller.pipeline().addFirst(new Ear());
    int now = inside.incrementAndGet();
    caller.closeFuture().addListener(gone -> inside.decrementAndGet());
    if (now > most) {
      closeUntil(ctx, MOMENT_MILLIS, most);
    }
    ctx.fireChannelRead(accepted);
  }

  /** Handles the lack of descriptors, if others have taken those that were kept free. */
  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    complaints.say(
        ctx.executor().ticker().nanoTime(),
        more ->
            log.warn(
                "the control API cannot accept clients for the moment: {}; trying again{}",
                cause.getMessage(),
                more));
    closeUntil(ctx, PAUSE_MILLIS, Math.max(0, inside.get() - 1));
  }

  private void closeUntil(ChannelHandlerContext ctx, int millis, int room) {
    if (closed) {
      return;
    }
    closed = true;
    ctx.channel().config().setAutoRead(false);
    later(ctx, millis, room);
  }

  private void later(ChannelHandlerContext ctx, int millis, int room) {
    ctx.executor().schedule(() -> look(ctx, room), millis, TimeUnit.MILLISECONDS);
  }

  private void look(ChannelHandlerContext ctx, int room) {
    if (inside.get() > room) {
      makeRoom.accept(room);
    }
    if (inside.get() > most) {
      later(ctx, MOMENT_MILLIS, most);
    } else {
      closed = false;
      ctx.channel().config().setAutoRead(true);
    }
  }

  /** Whether a caller has sent anything since it was admitted. */
  static boolean hasHeard(HttpConnection caller) {
    return caller instanceof VertxConnection open && open.channel().hasAttr(HEARD);
  }

  /**
   * Closes a caller's connection at once. Vert.x' own close waits until the client has taken
   * everything that was written to it. That may take forever, and keeps the caller's place.
   */
  static void showOut(HttpConnection caller) {
    if (caller instanceof VertxConnection open) {
      // Not through the handlers, one of which is Vert.x'. A closed connection has none.
      ChannelHandlerContext first = open.channel().pipeline().firstContext();
      if (first != null) {
        first.close();
      }
    } else {
      caller.close();
    }
  }

  /** Notes that a new caller has sent something. */
  private static final class Ear extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
      ctx.channel().attr(HEARD).set(true);
      ctx.pipeline().remove(this);
      ctx.fireChannelRead(bytes);
    }
  }
}
