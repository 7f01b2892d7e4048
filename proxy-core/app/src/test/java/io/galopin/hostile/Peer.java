package io.galopin.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.engine.Proxy;
import io.galopin.promise.Stand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * One end of a connection, without manners. Bytes are characters from 0 to 255. That the other end
 * has had enough is no failure.
 */
final class Peer implements AutoCloseable {

  private final Socket socket;
  private final StringBuilder heard = new StringBuilder();
  private boolean reset;

  Peer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
    socket.setTcpNoDelay(true);
  }

  /** A client of {@code proxy}. */
  static Peer to(Proxy proxy) throws IOException {
    return new Peer(new Socket(InetAddress.getLoopbackAddress(), Stand.port(proxy)));
  }

  /** Sends all in one write, if the other end takes it. */
  Peer send(String bytes) {
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } catch (IOException unwanted) {
      reset = true;
    }
    return this;
  }

  /** Sends each byte in a write of its own. */
  Peer sendByteByByte(String bytes) {
    bytes.chars().forEach(each -> send(String.valueOf((char) each)));
    return this;
  }

  /** Sends {@code block} again and again until the other end does not take it any more. */
  void sendEndlessly(String block) {
    while (!reset && !socket.isClosed()) {
      send(block);
    }
  }

  Peer endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException gone) {
      reset = true;
    }
    return this;
  }

  /** Reads until {@code last} has come, or the end. */
  String until(String last) throws IOException {
    int from = heard.length();
    while (heard.indexOf(last, from) < 0) {
      int next = read();
      if (next < 0) {
        break;
      }
      heard.append((char) next);
    }
    return heard.substring(from);
  }

  /** Reads to the end, whichever it is. */
  String rest() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    for (int next = read(); next >= 0; next = read()) {
      rest.write(next);
      int more = socket.getInputStream().available();
      rest.write(socket.getInputStream().readNBytes(more));
    }
    return rest.toString(ISO_8859_1);
  }

  private int read() throws IOException {
    try {
      return socket.getInputStream().read();
    } catch (java.net.SocketException broken) {
      reset = true;
      return -1;
    }
  }

  /** Whether the other end has reset the connection, as far as this one has noticed. */
  boolean wasReset() {
    return reset;
  }

  /** Ends the connection with an RST. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
