package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;

/**
 * Detects a {@code REPLCONF} that no server answers: one of its options is {@code ACK} or {@code
 * GETACK}, and the options before that are known to the server. Reused for one request after
 * another.
 */
final class Acknowledgment {

  private static final String[] ANSWERED = {
    "LISTENING-PORT", "IP-ADDRESS", "CAPA", "RDB-ONLY", "RDB-FILTER-ONLY", "VERSION"
  };

  private boolean decided;
  private boolean silent;

  void clear() {
    decided = false;
    silent = false;
  }

  /** Reads an argument. Options and values alternate. */
  void take(long argument, ByteBuf in, int at, int size) {
    if (decided || argument % 2 == 0) {
      return;
    }
    silent = Commands.equal("ACK", in, at, size) || Commands.equal("GETACK", in, at, size);
    decided = silent || !isAnswered(in, at, size);
  }

  private static boolean isAnswered(ByteBuf in, int at, int size) {
    for (String option : ANSWERED) {
      if (Commands.equal(option, in, at, size)) {
        return true;
      }
    }
    return false;
  }

  /** An option without a value is a syntax error. */
  void end(long count) {
    silent &= count % 2 == 1;
  }

  boolean silent() {
    return silent;
  }
}
