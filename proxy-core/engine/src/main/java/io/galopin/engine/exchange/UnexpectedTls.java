package io.galopin.engine.exchange;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Notices a client that begins with TLS where a protocol is spoken in plain text. Looks at the
 * first bytes of a connection only. Used on only one event loop.
 */
final class UnexpectedTls {

  /** The type of a record of a handshake, and the high byte of all versions (RFC 8446, 5.1). */
  private static final int HANDSHAKE = 22;

  private static final int MAJOR = 3;
  private static final int HIGHEST_MINOR = 4;

  private final Runnable found;

  /** {@code found} is called when a client begins with TLS, at most once. */
  UnexpectedTls(Runnable found) {
    this.found = found;
  }

  /**
   * Looks at the first bytes of a connection, which stay as they are.
   *
   * @return who is to look again when more of them are there; null if all is known
   */
  @Nullable UnexpectedTls look(ByteBuf in) {
    int length = in.readableBytes();
    int at = in.readerIndex();
    boolean fits =
        (length < 1 || in.getUnsignedByte(at) == HANDSHAKE)
            && (length < 2 || in.getUnsignedByte(at + 1) == MAJOR)
            && (length < 3 || in.getUnsignedByte(at + 2) <= HIGHEST_MINOR);
    if (fits && length < 3) {
      return this;
    }
    if (fits) {
      found.run();
    }
    return null;
  }
}
