package io.galopin.golden;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/** Finds the length of messages, as far as the golden conversations need it. */
enum Form {
  HTTP {
    @Override
    void readReply(InputStream in, String request) throws IOException {
      String head = head(in);
      while (head.startsWith("HTTP/1.1 1")) {
        head = head(in);
      }
      boolean bodiless = head.startsWith("HTTP/1.1 204") || head.startsWith("HTTP/1.1 304");
      if (!request.startsWith("HEAD ") && !bodiless) {
        body(in, head);
      }
    }
  },
  REDIS {
    @Override
    void readReply(InputStream in, String request) throws IOException {
      String line = line(in);
      int count =
          "$*%~>".indexOf(line.charAt(0)) < 0
              ? -1
              : Integer.parseInt(line.substring(1, line.length() - 2));
      if (line.charAt(0) == '$' && count >= 0) {
        exactly(in, count + 2);
      }
      for (int i = 0;
          line.charAt(0) != '$' && i < (line.charAt(0) == '%' ? 2 * count : count);
          i++) {
        readReply(in, request);
      }
      if (line.charAt(0) == '>') {
        readReply(in, request);
      }
    }
  },
  MEMCACHE {
    @Override
    void readReply(InputStream in, String request) throws IOException {
      String line = line(in);
      String[] words = line.strip().split(" ");
      if (words[0].equals("VA")) {
        exactly(in, Integer.parseInt(words[1]) + 2);
      } else if (words[0].equals("VALUE")) {
        exactly(in, Integer.parseInt(words[3]) + 2);
        readReply(in, request);
      }
    }
  },
  LINES {
    @Override
    void readReply(InputStream in, String request) throws IOException {
      line(in);
    }
  };

  /**
   * Reads one whole reply, and interim ones before it.
   *
   * @throws IOException also if the connection ends earlier
   */
  abstract void readReply(InputStream in, String request) throws IOException;

  /** Reads up to and including the next LF. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = 0; next != '\n'; line.append((char) next)) {
      next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
    }
    return line.toString();
  }

  /** Reads the head of an HTTP message, including its empty line. */
  static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = line(in); ; line = line(in)) {
      head.append(line);
      if (line.equals("\r\n")) {
        return head.toString();
      }
    }
  }

  /** Reads the body after such a head and returns its length, including framing. */
  static int body(InputStream in, String head) throws IOException {
    String fields = head.toLowerCase(Locale.ROOT);
    if (!fields.contains("transfer-encoding: chunked")) {
      int length = number(fields, "content-length: ");
      exactly(in, length);
      return length;
    }
    int length = 0;
    while (true) {
      String line = line(in);
      int size = Integer.parseInt(line.strip(), 16);
      exactly(in, size + 2);
      length += line.length() + size + 2;
      if (size == 0) {
        return length;
      }
    }
  }

  private static int number(String fields, String name) {
    int at = fields.indexOf(name);
    return at < 0
        ? 0
        : Integer.parseInt(fields.substring(at + name.length()).split("\r", 2)[0].strip());
  }

  /** Reads exactly this number of bytes. */
  static String exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException();
    }
    return new String(bytes, ISO_8859_1);
  }
}
