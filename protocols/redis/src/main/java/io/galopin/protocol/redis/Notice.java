package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The kind of a push, or of an array that stands for one in RESP2, by its first element. */
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
  /** Not part of publish and subscribe. */
  OTHER;

  private static final Notice[] KNOWN = values();

  /** The length of the longest known beginning. */
  private static final int LONGEST = ">3\r\n$12\r\nPUNSUBSCRIBE\r\n".length();

  /** Whether it is a published message, which answers no request. */
  boolean isMessage() {
    return this == MESSAGE || this == PMESSAGE || this == SMESSAGE;
  }

  /** Whether it confirms the start or end of a subscription. */
  boolean isConfirmation() {
    return !isMessage() && this != OTHER;
  }

  /** Returns the kind of the value at the start of {@code in}; null if more bytes are needed. */
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
