package io.galopin.protocol.postgres;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The form of messages: a type, a length that counts itself but not the type, and the content.
 *
 * <pre>
 *   type  length   content
 *   [1]   [4]      [length - 4]
 * </pre>
 *
 * <p>The messages at the beginning of a connection have no type.
 */
final class Wire {

  /** The bytes of type and length. */
  static final int HEADER = 5;

  static final int SYNC = HEADER;
  static final int READY = HEADER + 1;

  /** The length of a startup packet that a server accepts. */
  static final int MOST_STARTUP = 10_000;

  /** How many bytes of a name count. */
  static final int MOST_NAME = 63;

  static final int VERSION_3 = 3;
  static final int SSL_REQUEST = 80_877_103;
  static final int GSS_REQUEST = 80_877_104;
  static final int CANCEL_REQUEST = 80_877_102;

  private Wire() {}

  /**
   * Returns the whole length of the message at an index, whose header is readable.
   *
   * @throws Flaw if it has none, or a larger one than allowed
   */
  static long length(ByteBuf in, int at, long most) throws Flaw {
    long length = in.getInt(at + 1) + 1L;
    if (length < HEADER) {
      throw new Flaw("the length of a message is less than 4");
    }
    if (length > most) {
      throw new Flaw("a message exceeds max-message");
    }
    return length;
  }

  /** Returns the index of the NUL that ends a string; {@code to} if it does not end before. */
  static int stringEnd(ByteBuf in, int from, int to) {
    int length = from < to ? in.bytesBefore(from, to - from, (byte) 0) : -1;
    return length < 0 ? to : from + length;
  }

  /**
   * Returns the name of a prepared statement or a portal, to compare it with others: a character
   * for each byte, whatever the encoding. Like a server, cuts off what is longer than names are.
   */
  static String name(ByteBuf in, int from, int to) {
    return in.toString(from, Math.min(to - from, MOST_NAME), StandardCharsets.ISO_8859_1);
  }

  static String text(ByteBuf in, int from, int to) {
    return in.toString(from, to - from, StandardCharsets.UTF_8);
  }
}
