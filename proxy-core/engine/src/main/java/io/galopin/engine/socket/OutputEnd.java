package io.galopin.engine.socket;

import io.galopin.api.Direction;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.nio.channels.NotYetConnectedException;

/** Ends the output of a socket and leaves its input open. */
final class OutputEnd {

  private OutputEnd() {}

  /**
   * Ends it after all that was written.
   *
   * @param direction of what is written to the socket
   */
  static void of(Channel socket, Direction direction) {
    SecureSocket.end(socket)
        .addListener(
            done -> {
              if (done.isSuccess()) {
                now(socket);
                if (direction == Direction.UPSTREAM) {
                  closeAtEndOfInput(socket);
                }
              }
            });
  }

  /**
   * Ends it at once. All that was written must have been given to the platform, and nothing may be
   * written any more.
   */
  static void now(Channel socket) {
    if (socket instanceof EpollSocketChannel epoll && epoll.fd() instanceof Socket platform) {
      // Netty's own method fills in a stack trace, each time, for writes that might follow.
      try {
        platform.shutdown(false, true);
      } catch (IOException | NotYetConnectedException gone) {
        // Reading tells why.
      }
    } else {
      ((DuplexChannel) socket).shutdownOutput();
    }
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
