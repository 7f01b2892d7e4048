package io.galopin.protocol.redis;

import io.netty.buffer.ByteBuf;

/**
 * Whether a {@code REPLCONF} is one that no server answers: {@code ACK} or {@code GETACK} is among
 * its options, behind none that the server would report as unknown. Used for one after another.
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

  /** An argument of the command; options and values take turns. */
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
