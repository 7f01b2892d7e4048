package io.galopin.protocol.text;

import io.netty.buffer.ByteBuf;

/**
 * Recognizes TLS that arrives where plain text is expected, and says what to do about it. A client
 * that begins with TLS waits for an answer, so it must be told at once.
 */
public final class TlsBytes {

  /** The type of the first record. */
  private static final byte HANDSHAKE = 0x16;

  /** The first byte of the version, of all versions since SSL 3. */
  private static final byte MAJOR_VERSION = 3;

  private TlsBytes() {}

  /** Whether the first two bytes at an index, if they are there, begin a handshake of TLS. */
  public static boolean begin(ByteBuf in, int at) {
    return in.writerIndex() - at > 1
        && in.getByte(at) == HANDSHAKE
        && in.getByte(at + 1) == MAJOR_VERSION;
  }

  /** Whether the byte at an index may be the first of TLS. */
  public static boolean mayBegin(ByteBuf in, int at) {
    return in.getByte(at) == HANDSHAKE;
  }

  /**
   * Returns why TLS is refused, without a full stop.
   *
   * @param expected what is expected, as in {@code plain HTTP}
   */
  public static String refusal(String expected) {
    return "this looks like TLS, but " + expected + " is expected here (--protocol tls takes TLS)";
  }
}
