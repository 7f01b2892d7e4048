package io.galopin.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.DuplexChannel;

/** A socket that takes as many bytes as there is room for. */
public final class SlowSocket extends EmbeddedChannel implements DuplexChannel {

  public int room;
  private boolean outputShutdown;
  private int linger = -1;
  private final ChannelConfig config =
      new DefaultChannelConfig(this) {
        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
          if (option.equals(ChannelOption.SO_LINGER)) {
            linger = (Integer) value;
            return true;
          }
          return super.setOption(option, value);
        }
      };

  @Override
  public ChannelConfig config() {
    return config == null ? super.config() : config;
  }

  public int linger() {
    return linger;
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer out) {
    while (!out.isEmpty()) {
      int taken = Math.min(room, ((ByteBuf) out.current()).readableBytes());
      if (taken == 0 && ((ByteBuf) out.current()).isReadable()) {
        return;
      }
      room -= taken;
      out.removeBytes(taken);
      if (taken == 0) {
        out.remove();
      }
    }
  }

  @Override
  public boolean isOutputShutdown() {
    return outputShutdown;
  }

  @Override
  public ChannelFuture shutdownOutput() {
    return shutdownOutput(newPromise());
  }

  @Override
  public ChannelFuture shutdownOutput(ChannelPromise promise) {
    outputShutdown = true;
    return promise.setSuccess();
  }

  @Override
  public boolean isInputShutdown() {
    return false;
  }

  @Override
  public ChannelFuture shutdownInput() {
    return newFailedFuture(new UnsupportedOperationException());
  }

  @Override
  public ChannelFuture shutdownInput(ChannelPromise promise) {
    return promise.setFailure(new UnsupportedOperationException());
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public ChannelFuture shutdown() {
    return shutdownOutput();
  }

  @Override
  public ChannelFuture shutdown(ChannelPromise promise) {
    return shutdownOutput(promise);
  }
}
