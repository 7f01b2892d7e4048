package io.galopin.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A client of MySQL or MariaDB that asks one query at a time, as root without a password. It
 * blocks. Not thread-safe.
 */
public final class MysqlConnection implements AutoCloseable {

  /** Long passwords, transactions, the protocol and passwords of 4.1, names of plugins. */
  private static final int CAPABILITIES = 0x0008_A201;

  private static final int LARGEST_PACKET = 1 << 24;
  private static final int UTF8 = 45;
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int LONGEST_EOF = 9;
  private static final int OK = 0x00;
  private static final int QUERY = 0x03;
  private static final int EOF = 0xFE;
  private static final int ERROR = 0xFF;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final OutputStream out;
  private byte[] packet = new byte[1024];

  /** The length of the packet that was read last. */
  private int length;

  /** Connects and logs in. */
  public MysqlConnection(InetSocketAddress address) throws IOException {
    socket.connect(address, PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    out = socket.getOutputStream();
    read();
    send(1, login());
    if (read() == EOF) {
      // Another plugin: without a password, nothing is the right answer for all of them.
      send(3, new byte[0]);
      read();
    }
  }

  private static byte[] login() {
    byte[] login = new byte[32 + "root\0\0mysql_native_password\0".length()];
    for (int i = 0; i < 4; i++) {
      login[i] = (byte) (CAPABILITIES >> (8 * i));
      login[4 + i] = (byte) (LARGEST_PACKET >> (8 * i));
    }
    login[8] = UTF8;
    byte[] names = "root\0\0mysql_native_password\0".getBytes(US_ASCII);
    System.arraycopy(names, 0, login, 32, names.length);
    return login;
  }

  /**
   * Asks and reads the whole reply.
   *
   * @return how many rows it has
   * @throws IOException if the server reports an error, or ends the connection
   */
  public int query(String sql) throws IOException {
    byte[] text = sql.getBytes(US_ASCII);
    byte[] payload = new byte[1 + text.length];
    payload[0] = QUERY;
    System.arraycopy(text, 0, payload, 1, text.length);
    send(0, payload);
    if (read() == OK) {
      return 0;
    }
    pastEnd();
    return pastEnd();
  }

  /** Reads up to an end. Returns how many packets come before it. */
  private int pastEnd() throws IOException {
    int packets = 0;
    while (read() != EOF || length >= LONGEST_EOF) {
      packets++;
    }
    return packets;
  }

  private void send(int sequence, byte[] payload) throws IOException {
    byte[] bytes = new byte[4 + payload.length];
    bytes[0] = (byte) payload.length;
    bytes[1] = (byte) (payload.length >> 8);
    bytes[2] = (byte) (payload.length >> 16);
    bytes[3] = (byte) sequence;
    System.arraycopy(payload, 0, bytes, 4, payload.length);
    out.write(bytes);
  }

  /** Reads a packet. Returns its first byte. */
  private int read() throws IOException {
    length = Integer.reverseBytes(in.readInt()) & 0xFF_FFFF;
    if (packet.length < length) {
      packet = new byte[length];
    }
    in.readFully(packet, 0, length);
    int type = length == 0 ? OK : packet[0] & 0xFF;
    if (type == ERROR) {
      throw new IOException("the server: " + new String(packet, 3, length - 3, US_ASCII));
    }
    return type;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
