package io.galopin.testbed;

import io.netty.channel.ChannelOption;
import io.netty.channel.DefaultChannelConfig;
import java.util.function.Consumer;

/** The options of a {@link VirtualSocket}, including those of a TCP socket. */
public final class VirtualSocketConfig extends DefaultChannelConfig {

  private Consumer<VirtualSocket> network = VirtualSocket::connected;
  private boolean halfClosure = true;
  private int linger = -1;

  VirtualSocketConfig(VirtualSocket socket) {
    super(socket);
  }

  Consumer<VirtualSocket> network() {
    return network;
  }

  /** Whether the end of the input closes the socket. */
  boolean closesAtEndOfInput() {
    return !halfClosure;
  }

  /** Whether closing the socket resets it. */
  boolean resets() {
    return linger == 0;
  }

  @Override
  @SuppressWarnings("unchecked") // an option has the type of its value
  public <T> boolean setOption(ChannelOption<T> option, T value) {
    if (option.equals(VirtualSocket.NETWORK)) {
      network = (Consumer<VirtualSocket>) value;
    } else if (option.equals(ChannelOption.ALLOW_HALF_CLOSURE)) {
      halfClosure = (Boolean) value;
    } else if (option.equals(ChannelOption.SO_LINGER)) {
      linger = (Integer) value;
    } else if (!option.equals(ChannelOption.SO_KEEPALIVE)) {
      return super.setOption(option, value);
    }
    return true;
  }
}
