package io.galopin.protocol.smtp.servers;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection on which a test says and reads bytes as they are, of characters from 0 to 255. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  final InputStream in;
  final OutputStream out;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 18);
    out = socket.getOutputStream();
  }

  Wire say(String bytes) throws IOException {
    out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  /** Reads one reply, with all its lines. */
  String reply() throws IOException {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = line();
      reply.append(line).append("\r\n");
    } while (line.length() > 3 && line.charAt(3) == '-');
    return reply.toString().stripTrailing();
  }

  /** Says a line and reads the reply to it. */
  String ask(String line) throws IOException {
    return say(line + "\r\n").reply();
  }

  private String line() throws IOException {
    StringBuilder read = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("after " + read);
      }
      read.append((char) next);
    }
    return read.toString().stripTrailing();
  }

  /** Reads all that comes until the connection ends. */
  String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
