package io.galopin.protocol.mysql.clients;

import static io.galopin.protocol.mysql.Wired.number;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.protocol.mysql.Wired;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.zip.CRC32;

/** A client that says packets, and reads replies as they are on the wire, a character a byte. */
final class RawClient implements AutoCloseable {

  static final int INIT_DB = 0x02;
  static final int QUERY = 0x03;
  static final int FIELD_LIST = 0x04;
  static final int STATISTICS = 0x09;
  static final int PING = 0x0E;
  static final int PREPARE = 0x16;
  static final int EXECUTE = 0x17;
  static final int LONG_DATA = 0x18;
  static final int CLOSE = 0x19;
  static final int RESET = 0x1A;
  static final int FETCH = 0x1C;

  static final long EOF_OUTDATED = 1 << 24;
  static final long OPTIONAL_METADATA = 1 << 25;

  /** The least, with several statements and results, and EOFs. */
  static final long OLD = 0x000F_A20D;

  private static final int PATIENCE = 30_000;
  private static final int MORE = 8;
  private static final int CURSOR = 0x40;
  private static final int LONGEST_END = 9;

  private final Socket socket;
  private final DataInputStream in;
  private final long capabilities;
  private final StringBuilder reply = new StringBuilder();
  private String payload = "";

  private RawClient(int port, long capabilities) throws IOException {
    this.capabilities = capabilities;
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
  }

  /** Connects as root, without a password, to the database {@code shop}. */
  static RawClient loggedIn(int port, long capabilities) throws IOException {
    RawClient client = new RawClient(port, capabilities);
    client.next();
    String plugin = "mysql_native_password\0";
    client.say(
        Wired.packet(
            1,
            number(capabilities | 0x0008_8208, 4)
                + number(1 << 24, 4)
                + "-"
                + "\0".repeat(19)
                + number(capabilities >> 32, 4)
                + "root\0\0shop\0"
                + plugin));
    if (client.next() == 0xFE) {
      client.say(Wired.packet(3, ""));
      client.next();
    }
    if (client.payload.charAt(0) != 0) {
      throw new IOException("login: " + client.payload);
    }
    client.reply.setLength(0);
    return client;
  }

  RawClient say(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    return this;
  }

  /** Says bytes in pieces of a size. */
  void say(String bytes, int size) throws IOException {
    for (int at = 0; at < bytes.length(); at += size) {
      say(bytes.substring(at, Math.min(bytes.length(), at + size)));
    }
  }

  String query(String sql) throws IOException {
    return say(Wired.query(sql)).reply(QUERY);
  }

  /** Says the last commands. Returns how many bytes answer them until the end, and their sum. */
  String digestOf(String last) throws IOException {
    say(last);
    CRC32 sum = new CRC32();
    long count = 0;
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sum.update(buffer, 0, read);
      count += read;
    }
    return count + " " + sum.getValue();
  }

  /** Reads the whole reply to a command. */
  String reply(int command) throws IOException {
    switch (command) {
      case CLOSE, LONG_DATA -> {}
      case QUERY, EXECUTE -> results();
      case FETCH, FIELD_LIST -> rows();
      case PREPARE -> prepared();
      default -> next();
    }
    String whole = reply.toString();
    reply.setLength(0);
    return whole;
  }

  private boolean hasEnds() {
    return (capabilities & EOF_OUTDATED) == 0;
  }

  private void results() throws IOException {
    int status;
    do {
      int first = next();
      if (first == 0xFF) {
        return;
      }
      status = first == 0 ? statusOfOk() : result();
    } while ((status & MORE) != 0);
  }

  private int result() throws IOException {
    int columns = payload.charAt(0);
    boolean described =
        (capabilities & OPTIONAL_METADATA) == 0 || payload.length() < 2 || payload.charAt(1) != 0;
    packets(described ? columns : 0);
    if (hasEnds()) {
      next();
      int status = at(3);
      if ((status & CURSOR) != 0) {
        return status;
      }
    }
    return rows();
  }

  private int rows() throws IOException {
    while (true) {
      int first = next();
      if (first == 0xFF) {
        return 0;
      }
      if (first == 0xFE && payload.length() < (hasEnds() ? LONGEST_END : 0xFFFFFF)) {
        return hasEnds() ? at(3) : statusOfOk();
      }
    }
  }

  private void prepared() throws IOException {
    if (next() == 0xFF) {
      return;
    }
    int columns = at(5);
    int parameters = at(7);
    boolean described =
        (capabilities & OPTIONAL_METADATA) == 0
            || payload.length() <= 12
            || payload.charAt(12) != 0;
    for (int count : new int[] {parameters, columns}) {
      if (described && count > 0) {
        packets(count + (hasEnds() ? 1 : 0));
      }
    }
  }

  private void packets(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int at(int index) {
    return payload.charAt(index) | payload.charAt(index + 1) << 8;
  }

  /** Changed rows and the last number have one byte each, or a mark with as many as it says. */
  private int statusOfOk() {
    int at = 1;
    for (int field = 0; field < 2; field++) {
      int first = payload.charAt(at);
      at += first < 0xFB ? 1 : first == 0xFC ? 3 : first == 0xFD ? 4 : 9;
    }
    return at(at);
  }

  /** Reads a packet, with all that it goes on in. Returns its first byte. */
  private int next() throws IOException {
    StringBuilder whole = new StringBuilder();
    int length;
    do {
      byte[] header = in.readNBytes(4);
      if (header.length < 4) {
        throw new EOFException("the connection ended behind " + reply.length() + " bytes");
      }
      length = (header[0] & 0xFF) | (header[1] & 0xFF) << 8 | (header[2] & 0xFF) << 16;
      String bytes = new String(in.readNBytes(length), ISO_8859_1);
      reply.append(new String(header, ISO_8859_1)).append(bytes);
      whole.append(bytes);
    } while (length == 0xFFFFFF);
    payload = whole.toString();
    return payload.isEmpty() ? -1 : payload.charAt(0);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
