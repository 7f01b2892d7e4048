package io.galopin.protocol.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;

/** Messages of TLS as text, one character per byte. */
final class Bytes {

  private Bytes() {}

  /** What a real client said first. */
  static String captured(String client) {
    String file = "hellos/" + client + ".hex";
    try (InputStream in = Objects.requireNonNull(Bytes.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.collectingAndThen(Collectors.joining(), Bytes::hex));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String hex(String digits) {
    return new String(ByteBufUtil.decodeHexDump(digits.replace(" ", "")), ISO_8859_1);
  }

  static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }

  static String number(int length, int value) {
    StringBuilder bytes = new StringBuilder();
    for (int i = length - 1; i >= 0; i--) {
      bytes.append((char) ((value >>> (8 * i)) & 0xFF));
    }
    return bytes.toString();
  }

  /** A vector, after its length. */
  static String vector(int size, String content) {
    return number(size, content.length()) + content;
  }

  static String extension(int type, String data) {
    return number(2, type) + vector(2, data);
  }

  static String serverName(String name) {
    return extension(0, vector(2, "\0" + vector(2, name)));
  }

  static String alpn(String... names) {
    StringBuilder all = new StringBuilder();
    for (String name : names) {
      all.append(vector(1, name));
    }
    return extension(16, vector(2, all.toString()));
  }

  static String versions(int... versions) {
    StringBuilder all = new StringBuilder();
    for (int version : versions) {
      all.append(number(2, version));
    }
    return extension(43, vector(1, all.toString()));
  }

  /** The body of a ClientHello with these extensions. */
  static String helloBody(int version, String... extensions) {
    return number(2, version)
        + "r".repeat(32)
        + vector(1, "")
        + vector(2, number(2, 0x1301))
        + vector(1, "\0")
        + vector(2, String.join("", extensions));
  }

  static String message(int type, String body) {
    return number(1, type) + vector(3, body);
  }

  static String record(int type, String fragment) {
    return number(1, type) + number(2, 0x0303) + vector(2, fragment);
  }

  /** A ClientHello in one record. */
  static String hello(String... extensions) {
    return record(22, message(1, helloBody(0x0303, extensions)));
  }

  /** A message in records of at most {@code size} bytes each. */
  static String records(String message, int size) {
    StringBuilder records = new StringBuilder();
    for (int at = 0; at < message.length(); at += size) {
      records.append(record(22, message.substring(at, Math.min(message.length(), at + size))));
    }
    return records.toString();
  }

  /** The message of a ServerHello. */
  static String serverHello(int version, String... extensions) {
    return message(
        2,
        number(2, version)
            + "s".repeat(32)
            + vector(1, "")
            + number(2, 0x1301)
            + "\0"
            + vector(2, String.join("", extensions)));
  }

  /** The ServerHello of TLS 1.3, in a record. */
  static String serverHello13() {
    return record(22, serverHello(0x0303, extension(43, number(2, 0x0304))));
  }

  /** A HelloRetryRequest, in a record. */
  static String retry() {
    String random = hex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");
    return serverHello13().replace("s".repeat(32), random);
  }

  static String alert(int level, int number) {
    return record(21, number(1, level) + number(1, number));
  }
}
