package io.galopin.scenario.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks over a TCP connection of its own. */
final class SocketProbe {

  private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final String PONG = "+PONG\r\n";

  private SocketProbe() {}

  /** Connects, and closes the connection. */
  static void connect(String host, int port, Duration timeout) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeout));
    }
  }

  /** Sends a Redis {@code PING} and waits for its reply. */
  static void ping(String host, int port, Duration timeout) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis(timeout));
      socket.setSoTimeout(millis(timeout));
      socket.getOutputStream().write(PING);
      byte[] reply = socket.getInputStream().readNBytes(PONG.length());
      String text = new String(reply, StandardCharsets.US_ASCII);
      if (!text.equals(PONG)) {
        throw new IOException("replied " + text.strip());
      }
    }
  }

  private static int millis(Duration timeout) {
    return (int) Math.max(1, timeout.toMillis());
  }
}
