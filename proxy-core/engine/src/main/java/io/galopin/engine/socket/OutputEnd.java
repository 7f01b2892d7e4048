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
   * Has the platform close a socket whose output has ended when its input ends: to end the input
   * first, as it does else, takes two more calls of the system, of which one fails. Not for the
   * client's: that its socket is closed ends the connection, with what is on its way to the
   * backend.
   */
  private static void closeAtEndOfInput(Channel socket) {
    socket.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
  }
}
