package io.galopin.protocol.postgres.clients;

import io.galopin.protocol.postgres.Messages;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that says messages as they are, and shows those that it gets: their types, and what
 * matters of their contents. {@code 1 2 C:BEGIN E:40001 Z:E}
 */
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final DataInputStream in;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Connects and logs in. */
  static RawClient loggedIn(int port) throws IOException {
    RawClient client = new RawClient(port);
    client.say(Messages.startup("user\0postgres\0database\0postgres\0\0"));
    client.readTo('Z');
    return client;
  }

  RawClient say(String... messages) throws IOException {
    socket.getOutputStream().write(String.join("", messages).getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads up to a message of this type, and with it. */
  String readTo(char type) throws IOException {
    List<String> seen = new ArrayList<>();
    char next;
    do {
      next = (char) in.readByte();
      byte[] content = new byte[in.readInt() - 4];
      in.readFully(content);
      String shown = shown(next, new String(content, StandardCharsets.UTF_8));
      if (next != 'S' && next != 'K' && next != 'R') {
        seen.add(shown);
      }
    } while (next != type);
    return String.join(" ", seen);
  }

  private static String shown(char type, String content) {
    return switch (type) {
      case 'Z' -> "Z:" + content;
      case 'C' -> "C:" + content.replace("\0", "");
      case 'E' -> "E:" + content.replaceAll("(?s).*\0C(.{5})\0.*", "$1");
      default -> String.valueOf(type);
    };
  }

  /** Reads one byte. */
  int read() throws IOException {
    return in.read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
