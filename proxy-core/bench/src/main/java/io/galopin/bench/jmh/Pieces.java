package io.galopin.bench.jmh;

import io.galopin.api.Cut;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;

/** Gives a reply to a session in pieces, as it comes from a socket. */
final class Pieces {

  private static final int LENGTH = 65_536;

  private Pieces() {}

  /**
   * Reads a reply to its last byte, and puts its reader index back.
   *
   * @return how many times the session was asked
   */
  static int read(Session session, ByteBuf reply) {
    int first = reply.readerIndex();
    int whole = reply.writerIndex();
    int cuts = 0;
    for (boolean last = false; !last; cuts++) {
      reply.writerIndex(Math.min(whole, reply.readerIndex() + LENGTH));
      Cut cut = session.cutReply(reply);
      pass(cut);
      reply.writerIndex(whole).skipBytes(cut.length());
      last = cut.last();
    }
    reply.readerIndex(first);
    return cuts;
  }

  /** Refuses a cut that does not go on, which would measure nothing. */
  static void pass(Cut cut) {
    if (cut.length() == 0) {
      throw new IllegalStateException(cut.kind() + " (expected: a part of a message)");
    }
  }
}
