package io.galopin.protocol.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding: RFC 3986, section 2.1. Decodes bytes that mean the same either way, so that
 * {@code /%61dmin} becomes {@code /admin}. Bytes that would change the meaning stay encoded, with
 * capitals: a slash, a percent sign, and control characters. Everything else is read as UTF-8, or
 * as Latin-1 if it is not valid UTF-8.
 */
final class Percent {

  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

  /** The characters of a path besides letters and digits: RFC 3986, section 3.3. */
  private static final String IN_PATH = "-._~!$&'()*+,;=:@/";

  private Percent() {}

  /** Decodes the bytes between two indices as a path, as people write it. */
  static String decodePath(ByteBuf in, int from, int to) {
    return decode(in, from, to, false);
  }

  /** Decodes a name or a value in a query. A plus is a space, and any character may be encoded. */
  static String decodeParameter(ByteBuf in, int from, int to) {
    return decode(in, from, to, true);
  }

  /** Whether the bytes between two indices need no decoding. */
  static boolean isPlain(ByteBuf in, int from, int to, boolean parameter) {
    for (int i = from; i < to; i++) {
      byte value = in.getByte(i);
      if (value < 0 || value == '%' || (parameter && value == '+')) {
        return false;
      }
    }
    return true;
  }

  private static String decode(ByteBuf in, int from, int to, boolean parameter) {
    if (isPlain(in, from, to, parameter)) {
      return in.toString(from, to - from, StandardCharsets.ISO_8859_1);
    }
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      byte value = in.getByte(i);
      int high = i + 2 < to ? Character.digit(in.getByte(i + 1), 16) : -1;
      int low = i + 2 < to ? Character.digit(in.getByte(i + 2), 16) : -1;
      if (value == '%' && high >= 0 && low >= 0) {
        put((byte) (high << 4 | low), parameter, decoded);
        i += 2;
      } else {
        decoded.write(parameter && value == '+' ? ' ' : value);
      }
    }
    return text(decoded.toByteArray());
  }

  private static void put(byte value, boolean parameter, ByteArrayOutputStream decoded) {
    boolean control = (value >= 0 && value < ' ') || value == 0x7F;
    if (control || (!parameter && (value == '/' || value == '%'))) {
      escape(value, decoded);
    } else {
      decoded.write(value);
    }
  }

  private static void escape(byte value, ByteArrayOutputStream encoded) {
    encoded.write('%');
    encoded.write(DIGITS[value >> 4 & 0xF]);
    encoded.write(DIGITS[value & 0xF]);
  }

  private static String text(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException noUtf8) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  /** Encodes a path for a request. What is already encoded in {@code path} stays so. */
  static byte[] encodePath(String path) {
    byte[] plain = path.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream encoded = new ByteArrayOutputStream(plain.length);
    for (int i = 0; i < plain.length; i++) {
      byte value = plain[i];
      boolean triplet =
          value == '%'
              && i + 2 < plain.length
              && Character.digit(plain[i + 1], 16) >= 0
              && Character.digit(plain[i + 2], 16) >= 0;
      if (triplet || isInPath(value)) {
        encoded.write(value);
      } else {
        escape(value, encoded);
      }
    }
    return encoded.toByteArray();
  }

  private static boolean isInPath(byte value) {
    return (value >= '0' && value <= '9')
        || (value >= 'A' && value <= 'Z')
        || (value >= 'a' && value <= 'z')
        || IN_PATH.indexOf(value) >= 0;
  }
}
