package io.galopin.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * One connection to {@link EchoHandler} on which one message at a time goes there and back. Uses
 * blocking reads and writes, so that nothing but sockets is measured.
 */
public final class RoundTrips {

  private RoundTrips() {}

  /**
   * Runs for a time.
   *
   * @param bytes the length of a message
   * @throws IOException if it cannot connect or is disconnected
   */
  public static Outcome run(InetSocketAddress address, int bytes, Duration time)
      throws IOException {
    Histogram nanos = new Histogram(3);
    ByteBuffer message = ByteBuffer.allocateDirect(bytes);
    try (SocketChannel channel = SocketChannel.open(address)) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      long start = System.nanoTime();
      long sent = start;
      while (sent - start < time.toNanos()) {
        send(channel, message);
        receive(channel, message);
        long now = System.nanoTime();
        nanos.recordValue(now - sent);
        sent = now;
      }
      return new Outcome(nanos.getTotalCount() / ((sent - start) / 1e9), nanos);
    }
  }

  private static void send(SocketChannel channel, ByteBuffer message) throws IOException {
    message.clear();
    while (message.hasRemaining()) {
      channel.write(message);
    }
  }

  private static void receive(SocketChannel channel, ByteBuffer message) throws IOException {
    message.clear();
    while (message.hasRemaining()) {
      if (channel.read(message) < 0) {
        throw new EOFException("the connection was cut off");
      }
    }
  }
}
