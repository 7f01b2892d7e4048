package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What the first element of a push, or of an array that stands for one in RESP2, says that it is.
 */
enum Notice {
  MESSAGE,
  PMESSAGE,
  SMESSAGE,
  SUBSCRIBE,
  UNSUBSCRIBE,
  PSUBSCRIBE,
  PUNSUBSCRIBE,
  SSUBSCRIBE,
  SUNSUBSCRIBE,
  /** Nothing of publish and subscribe. */
  OTHER;

  private static final Notice[] KNOWN = values();

  /** The longest beginning of a known one. */
  private static final int LONGEST = ">3\r\n$12\r\nPUNSUBSCRIBE\r\n".length();

  /** Whether it is that of a message, and answers nobody. */
  boolean isMessage() {
    return this == MESSAGE || this == PMESSAGE || this == SMESSAGE;
  }

  /** Whether it says that a subscription has begun or ended. */
  boolean isConfirmation() {
    return !isMessage() && this != OTHER;
  }

  /** What the value is that {@code in} begins with; null if too little of it has come. */
  static @Nullable Notice of(ByteBuf in) {
    int start = in.readerIndex();
    int end = in.writerIndex();
    int at = in.indexOf(start, Math.min(end, start + LONGEST), (byte) '\n') + 1;
    if (at == 0) {
      return end - start < LONGEST ? null : OTHER;
    }
    if (at < end && in.getByte(at) != '$') {
      return OTHER;
    }
    int word = in.indexOf(at, Math.min(end, start + LONGEST), (byte) '\n') + 1;
    if (word == 0) {
      return end - start < LONGEST ? null : OTHER;
    }
    int wordEnd = in.indexOf(word, Math.min(end, start + LONGEST), (byte) '\r');
    if (wordEnd < 0) {
      return end - start < LONGEST ? null : OTHER;
    }
    for (Notice notice : KNOWN) {
      if (notice != OTHER && Commands.equal(notice.name(), in, word, wordEnd - word)) {
        return notice;
      }
    }
    return OTHER;
  }
}
