package io.galopin.protocol.postgres.clients;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.galopin.protocol.postgres.Messages;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/**
 * A client that keeps every byte of the replies, except those that differ between two connections:
 * processes, keys, and the numbers of temporary tables. A character for each byte.
 */
final class Transcript implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 60_000;
  private static final int COLUMN = 18;

  private final Socket socket;
  private final DataInputStream in;
  private int process;
  private char status;

  /** Connects and logs in. */
  Transcript(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    say(Messages.startup("user\0postgres\0database\0postgres\0\0"), false);
    readTo("Z");
  }

  void say(String bytes, boolean oneByOne) throws IOException {
    byte[] all = bytes.getBytes(ISO_8859_1);
    int step = oneByOne ? 1 : Math.max(1, all.length);
    for (int at = 0; at < all.length; at += step) {
      socket.getOutputStream().write(all, at, Math.min(step, all.length - at));
    }
  }

  /** Returns what comes up to a message of one of these types, and with it. */
  String readTo(String types) throws IOException {
    StringBuilder seen = new StringBuilder();
    char type;
    do {
      type = (char) in.readByte();
      byte[] content = new byte[in.readInt() - 4];
      in.readFully(content);
      hide(type, content);
      seen.append(type).append(content.length).append(new String(content, ISO_8859_1));
    } while (types.indexOf(type) < 0);
    return seen.toString();
  }

  private void hide(char type, byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    if (type == 'Z') {
      status = (char) content[0];
    } else if (type == 'K') {
      process = bytes.getInt(0);
      bytes.putLong(0, 0);
    } else if (type == 'A') {
      bytes.putInt(0, 0);
    } else if (type == 'T') {
      int at = 2;
      for (int left = bytes.getShort(0); left > 0; left--) {
        while (content[at] != 0) {
          at++;
        }
        bytes.putInt(at + 1, 0);
        at += 1 + COLUMN;
      }
    }
  }

  /** Returns which of the server's processes serves this client. */
  int process() {
    return process;
  }

  /** Returns what the last reply said of the transaction. */
  char status() {
    return status;
  }

  /** Returns how many bytes come up to the end of the connection. */
  int readToEnd() throws IOException {
    int count = 0;
    try {
      while (in.read() >= 0) {
        count++;
      }
    } catch (EOFException over) {
      return count;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
