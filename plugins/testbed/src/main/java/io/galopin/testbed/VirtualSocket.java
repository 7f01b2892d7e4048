package io.galopin.testbed;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A TCP socket without a network. A test plays its peer: it sends bytes, ends its side, resets the
 * socket or stops reading, and sees what was written. Each half ends on its own. Used by one thread
 * only.
 */
public final class VirtualSocket extends AbstractChannel implements DuplexChannel {

  /**
   * Receives each socket that is being connected, and must call {@link #connected} or {@link
   * #refuse}, now or later. Without it, all sockets connect at once.
   */
  public static final ChannelOption<Consumer<VirtualSocket>> NETWORK =
      ChannelOption.valueOf(VirtualSocket.class, "NETWORK");

  /** The peer's view of a socket. */
  public interface Peer {

    /** Receives bytes on loan. */
    void bytes(ByteBuf bytes);

    /** The output has ended. */
    void end();

    /** The socket was reset. */
    void reset();
  }

  private static final ChannelMetadata METADATA = new ChannelMetadata(false);
  private static final SocketAddress HERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

  private final VirtualSocketConfig config = new VirtualSocketConfig(this);
  private final VirtualInput input = new VirtualInput(this);
  private final VirtualOutput output = new VirtualOutput();
  private SocketAddress there = new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);
  private @Nullable ChannelPromise connecting;
  private @Nullable Future<?> timeout;
  private boolean open = true;
  private boolean active;

  /** Creates a socket that is to be connected. */
  public VirtualSocket() {
    super(null);
  }

  /** Creates an accepted socket on a loop. */
  public static VirtualSocket accepted(EventLoop loop) {
    VirtualSocket socket = new VirtualSocket();
    socket.active = true;
    loop.register(socket);
    return socket;
  }

  /** Makes {@code telling} receive everything that is written from now on. */
  public VirtualSocket tell(Peer telling) {
    output.tell(telling);
    return this;
  }

  /** Sends bytes from the peer. Takes over the buffer. */
  public void say(ByteBuf bytes) {
    input.add(bytes);
  }

  /** Ends the peer's side. */
  public void peerEnds() {
    input.end();
  }

  /** Makes the peer reset the socket. */
  public void peerResets() {
    if (open) {
      output.tell(null);
      pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));
      close();
    }
  }

  /** Limits how many more bytes the peer takes; at first there is no limit. */
  public void room(long bytes) {
    output.room(bytes);
    if (open) {
      ((AbstractUnsafe) unsafe()).flush();
    }
  }

  /** Makes the attempt to connect succeed. */
  public void connected() {
    ChannelPromise promise = connecting;
    if (promise != null) {
      connecting = null;
      forgetTimeout();
      active = true;
      if (promise.trySuccess()) {
        pipeline().fireChannelActive();
      }
    }
  }

  /** Makes the attempt to connect fail. */
  public void refuse(IOException cause) {
    ChannelPromise promise = connecting;
    if (promise != null) {
      connecting = null;
      promise.tryFailure(cause);
      close();
    }
  }

  private void forgetTimeout() {
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  @Override
  protected AbstractUnsafe newUnsafe() {
    return new AbstractUnsafe() {
      @Override
      public void connect(SocketAddress to, @Nullable SocketAddress from, ChannelPromise done) {
        there = to;
        connecting = done;
        int millis = config.getConnectTimeoutMillis();
        if (millis > 0) {
          timeout =
              eventLoop()
                  .schedule(
                      () -> refuse(new ConnectTimeoutException("no answer from " + to)),
                      millis,
                      TimeUnit.MILLISECONDS);
        }
        config.network().accept(VirtualSocket.this);
      }
    };
  }

  @Override
  protected boolean isCompatible(EventLoop loop) {
    return true;
  }

  @Override
  protected SocketAddress localAddress0() {
    return HERE;
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return there;
  }

  @Override
  protected void doBind(SocketAddress address) {
    throw new UnsupportedOperationException("bind");
  }

  @Override
  protected void doDisconnect() {
    doClose();
  }

  @Override
  protected void doClose() {
    open = false;
    active = false;
    forgetTimeout();
    ChannelPromise promise = connecting;
    if (promise != null) {
      connecting = null;
      promise.tryFailure(new ClosedChannelException());
    }
    output.close(config.resets());
    input.shut();
  }

  @Override
  protected void doBeginRead() {
    input.want();
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) {
    output.write(out);
  }

  @Override
  public ChannelConfig config() {
    return config;
  }

  /** Whether the end of the input closes the socket. */
  boolean closesAtEndOfInput() {
    return config.closesAtEndOfInput();
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean isActive() {
    return open && active;
  }

  @Override
  public ChannelMetadata metadata() {
    return METADATA;
  }

  @Override
  public boolean isInputShutdown() {
    return input.isShut();
  }

  @Override
  public boolean isOutputShutdown() {
    return output.isShut();
  }

  @Override
  public boolean isShutdown() {
    return input.isShut() && output.isShut();
  }

  @Override
  public ChannelPromise shutdownInput() {
    return shutdownInput(newPromise());
  }

  @Override
  public ChannelPromise shutdownInput(ChannelPromise promise) {
    input.shut();
    return promise.setSuccess();
  }

  @Override
  public ChannelPromise shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelPromise shutdownOutput(ChannelPromise promise) {
    ((AbstractUnsafe) unsafe()).shutdownOutput(promise);
    return promise;
  }

  @Override
  protected void doShutdownOutput() {
    output.shut();
  }

  @Override
  public ChannelPromise shutdown() {
    return shutdown(newPromise());
  }

  @Override
  public ChannelPromise shutdown(ChannelPromise promise) {
    shutdownInput();
    return shutdownOutput(promise);
  }
}
