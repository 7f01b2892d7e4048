package io.galopin.protocol.memcache;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A client that sends and reads bytes, which are characters from 0 to 255. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  Wire(InetSocketAddress server) throws IOException {
    socket = new Socket(server.getAddress(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = socket.getInputStream();
  }

  Wire send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Reads the next bytes. */
  String read(int count) throws IOException {
    return new String(in.readNBytes(count), StandardCharsets.ISO_8859_1);
  }

  /** Reads the next line, without its CR LF. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the connection has ended after: " + line);
      }
      line.append((char) next);
    }
    return line.substring(0, line.length() - 1);
  }

  /** Reads all bytes up to the end of the connection. */
  String rest() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Reads the next message of the binary protocol. */
  Packet packet() throws IOException {
    byte[] header = in.readNBytes(BinaryHeader.LENGTH);
    if (header.length < BinaryHeader.LENGTH) {
      throw new IOException("the connection has ended after " + header.length + " bytes");
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    int extras = header[4] & 0xFF;
    int key = fields.getShort(2);
    return new Packet(
        true,
        header[1] & 0xFF,
        fields.getShort(6) & 0xFFFF,
        fields.getInt(12),
        fields.getLong(16),
        read(extras),
        read(key),
        read(fields.getInt(8) - extras - key));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
