package io.galopin.engine.socket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * How many of the bytes given to the platform have arrived at the peer's platform. Linux reports it
 * ({@code TCP_INFO}, see {@code linux/tcp.h}); each query is a system call.
 *
 * @param all whether all bytes have
 * @param end whether the end of the output has, too
 * @param bytes how many have since the connection began; 0 before Linux 4.1
 * @param silence how long the peer has sent nothing, not even an acknowledgement, in milliseconds
 */
record Arrival(boolean all, boolean end, long bytes, long silence) {

  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  // Offsets in struct tcp_info.
  private static final int STATE = 0;
  private static final int UNACKED = 24;
  private static final int LAST_ACK_RECEIVED = 56;
  private static final int BYTES_ACKED = 120;
  private static final int NOT_SENT_BYTES = 144;
  private static final int LENGTH = 148;

  private static final int ESTABLISHED = 1;
  private static final int FIN_WAIT1 = 4;
  private static final int FIN_WAIT2 = 5;
  private static final int CLOSE_WAIT = 8;
  private static final int LAST_ACK = 9;
  private static final int CLOSING = 11;

  private static final RawUnixChannelOption INFO =
      new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, LENGTH);

  /** Asks the platform; null if it does not tell. */
  static @Nullable Arrival at(Channel channel) {
    if (!(channel instanceof EpollSocketChannel socket)) {
      return null;
    }
    try {
      ByteBuffer info = socket.config().getOption(INFO);
      return info == null ? null : of(info.order(ByteOrder.nativeOrder()));
    } catch (ChannelException gone) {
      return null;
    }
  }

  /** What a {@code struct tcp_info} says; null if that cannot be. */
  static @Nullable Arrival of(ByteBuffer info) {
    int state = info.get(STATE);
    boolean outputOpen =
        state == ESTABLISHED
            || state == CLOSE_WAIT
            || state == FIN_WAIT1
            || state == LAST_ACK
            || state == CLOSING;
    if (!outputOpen && state != FIN_WAIT2) {
      return null;
    }
    boolean all = info.getInt(UNACKED) == 0 && info.getInt(NOT_SENT_BYTES) == 0;
    return new Arrival(
        all || state == FIN_WAIT2,
        state == FIN_WAIT2,
        info.getLong(BYTES_ACKED),
        Integer.toUnsignedLong(info.getInt(LAST_ACK_RECEIVED)));
  }
}
