package io.galopin.engine.socket;

import io.galopin.api.Direction;
import io.galopin.engine.hold.HeldMemory;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelOutputShutdownException;
import io.netty.handler.codec.DecoderException;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One of the two sockets of a connection: the client's or the backend's. Bytes may be written
 * before the socket is there; they wait. Used on the connection's event loop only.
 */
public final class Side extends ChannelInboundHandlerAdapter implements Sink {

  /**
   * What may wait for the socket to be there before the other side is no longer read, in bytes of
   * memory.
   */
  private static final int MOST_WAITING = 256 * 1024;

  /**
   * A reset sooner than this after the accept can reach a client during its call to connect, and
   * fail that call.
   */
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(100);

  private SideEvents events = SideEvents.NONE;
  private final ProxyMeter meter;
  private final Direction direction;
  private @Nullable Channel channel;
  private final Backlog backlog;
  private boolean unflushed;

  /** How many callbacks wait until earlier bytes have been given to the platform. */
  private int asked;

  private boolean inputEnded;
  private boolean ending;
  private boolean deaf;
  private boolean heard;
  private long attachedAt;
  private Farewell.@Nullable How leaving;

  /**
   * A side without a socket.
   *
   * @param direction of what is written to it
   */
  public Side(ProxyMeter meter, Direction direction, HeldMemory memory) {
    this.meter = meter;
    this.direction = direction;
    this.backlog = new Backlog(memory, () -> events.writabilityChanged(this));
  }

  /** Sends all events to {@code listening} from now on. */
  public void tell(SideEvents listening) {
    events = listening;
  }

  /** What was written and the platform has not taken. */
  public Backlog backlog() {
    return backlog;
  }

  /** Takes over a connected socket; what waited for it is written. */
  public void attach(Channel connected) {
    channel = connected;
    attachedAt = connected.eventLoop().ticker().nanoTime();
    connected.pipeline().addLast(this);
    if (backlog.waits()) {
      backlog.writeTo(connected);
      events.writabilityChanged(this);
    }
    if (leaving != null) {
      Farewell.begin(connected, this, leaving, attachedAt);
    } else if (ending) {
      endNow(connected);
    }
  }

  /** The socket, once it is there. */
  @Nullable Channel channel() {
    return channel;
  }

  /** Writes without flushing. */
  @Override
  public void write(ByteBuf bytes) {
    if (deaf || ending) {
      bytes.release();
      return;
    }
    meter.sent(direction, bytes.readableBytes());
    if (channel == null || backlog.waits()) {
      backlog.add(bytes);
    } else {
      channel.write(bytes, channel.voidPromise());
      unflushed = true;
    }
  }

  /** Runs {@code action} at once: there is nothing behind this. */
  @Override
  public void mark(Runnable action) {
    action.run();
  }

  /**
   * Calls {@code then} when all that was written has been given to the platform, unless that fails.
   * Until then the other side is not read, so that what {@code then} decides holds for what comes
   * from there.
   */
  public void whenWritten(Runnable then) {
    if (deaf) {
      return;
    }
    asked++;
    Runnable answered =
        () -> {
          asked--;
          then.run();
        };
    if (channel == null || backlog.waits()) {
      backlog.mark(answered);
    } else {
      SecureSocket.mark(channel, Backlog.whenDone(channel, answered));
      unflushed = true;
    }
  }

  @Override
  public void flush() {
    if (unflushed && channel != null) {
      unflushed = false;
      backlog.flush(channel);
    }
  }

  /** Whether the other side may be read: what is written does not pile up here. */
  @Override
  public boolean writable() {
    return deaf
        || ending
        || (asked == 0 && (channel == null ? backlog.held() < MOST_WAITING : channel.isWritable()));
  }

  /** Ends the output, after all that was written. */
  @Override
  public void end() {
    if (!ending) {
      ending = true;
      if (channel != null) {
        endNow(channel);
      }
    }
  }

  private void endNow(Channel target) {
    unflushed = false;
    OutputEnd.of(target, direction);
  }

  /** Whether the peer has ended its side. */
  public boolean isInputEnded() {
    return inputEnded;
  }

  /** Reads on, or stops reading. */
  public void reading(boolean on) {
    // A socket whose input has ended breaks when it is asked to read.
    if (channel != null && !inputEnded && channel.config().isAutoRead() != on) {
      channel.config().setAutoRead(on);
    }
  }

  /** Discards waiting bytes and everything that is written from now on. */
  public void deafen() {
    deaf = true;
    backlog.drop();
  }

  /** Whether something waits for the socket to exist. */
  public boolean owes() {
    return backlog.waits();
  }

  /** Closes the socket at once. What was written and is not sent yet is lost. */
  public void close() {
    deafen();
    if (channel != null) {
      SecureSocket.closeAbruptly(channel);
    }
  }

  /** Resets the socket: a TCP RST. What was written and is not sent yet is lost. */
  public void reset() {
    if (channel != null && channel.isOpen() && isFresh(channel)) {
      leave(Farewell.How.RESET);
      return;
    }
    if (channel != null && channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    close();
  }

  private boolean isFresh(Channel socket) {
    return direction == Direction.DOWNSTREAM
        && !heard
        && socket.eventLoop().ticker().nanoTime() - attachedAt < FRESH;
  }

  /**
   * Ends the socket after bytes that were written have arrived, even if the socket does not exist
   * yet. The only further event of this side is its end.
   */
  public void leave(Farewell.How how) {
    deaf = true;
    flush();
    if (backlog.waits()) {
      leaving = how;
    } else if (channel != null) {
      Farewell.begin(channel, this, how, isFresh(channel) ? attachedAt + FRESH : attachedAt);
    } else {
      close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    heard = true;
    if (message instanceof ByteBuf bytes) {
      events.read(this, bytes);
    } else {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    events.readComplete(this);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (SecureSocket.isEndOfInput(event)) {
      if (SecureSocket.isShakingHands(ctx.channel())) {
        events.broken(this, new SSLException("it ended inside the handshake"));
      }
      endInput();
    }
  }

  private void endInput() {
    if (!inputEnded) {
      inputEnded = true;
      events.ended(this);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    events.writabilityChanged(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof ChannelOutputShutdownException) {
      if (!deaf) {
        deafen();
        events.deaf(this);
      }
    } else if (cause instanceof IOException broken) {
      events.broken(this, broken);
    } else if (cause instanceof DecoderException
        && cause.getCause() instanceof SSLException flawed) {
      events.broken(this, flawed);
    } else {
      events.failed(cause);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    deafen();
    endInput();
    events.closed(this);
  }
}
