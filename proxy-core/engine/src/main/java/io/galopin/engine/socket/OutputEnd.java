package io.galopin.engine.socket;

import io.galopin.api.Direction;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;

/** Ends the output of a socket and leaves its input open. */
final class OutputEnd {

  private OutputEnd() {}

  /**
   * Ends it after all that was written.
   *
   * @param direction of what is written to the socket
   */
  static void of(Channel socket, Direction direction) {
    socket
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            done -> {
              if (done.isSuccess()) {
                ((DuplexChannel) socket).shutdownOutput();
                if (direction == Direction.UPSTREAM) {
                  closeAtEndOfInput(socket);
                }
              }
            });
  }

  /**
   * Lets the platform close a socket whose output has ended as soon as its input ends. Otherwise it
   * would end the input first, which takes two more system calls, one of which fails. Not for the
   * client's socket: its close ends the connection, with all bytes in transit to the backend.
   */
  private static void closeAtEndOfInput(Channel socket) {
    socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
  }
}
