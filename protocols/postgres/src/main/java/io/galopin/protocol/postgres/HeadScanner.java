package io.galopin.protocol.postgres;

import io.netty.buffer.ByteBuf;

/**
 * Finds where the head of a request ends: behind Sync, Query or FunctionCall, which the backend
 * answers with ReadyForQuery; behind Flush, after which a client waits for answers; before
 * Terminate; or where it becomes too large.
 */
final class HeadScanner {

  private final Limits limits;

  /** How many bytes of whole messages were seen. */
  private int scanned;

  private boolean complete;
  private boolean endsWithMessage;
  private long left;

  HeadScanner(Limits limits) {
    this.limits = limits;
  }

  /** Whether a message has this type. */
  static boolean isRequest(byte type) {
    return "QPBDECHSFXdcf".indexOf(type) >= 0;
  }

  /** Whether the backend answers it with ReadyForQuery. */
  static boolean completes(byte type) {
    return type == 'S' || type == 'Q' || type == 'F';
  }

  /**
   * Returns the length of the head at the beginning of {@code in}; 0 if more bytes are needed. The
   * same bytes must be passed again then.
   */
  int scan(ByteBuf in) throws Flaw {
    complete = false;
    endsWithMessage = false;
    left = 0;
    while (true) {
      int at = in.readerIndex() + scanned;
      int room = limits.head() - scanned;
      if (room < Wire.HEADER) {
        return end(scanned);
      }
      int readable = in.writerIndex() - at;
      if (readable < Wire.HEADER) {
        return 0;
      }
      byte type = in.getByte(at);
      if (!isRequest(type)) {
        throw new Flaw("there is no message of this type");
      }
      if (type == 'X' && scanned > 0) {
        return end(scanned);
      }
      long length = Wire.length(in, at, limits.message());
      if (readable < Math.min(length, room)) {
        return 0;
      }
      if (length > room) {
        left = length - room;
        endsWithMessage = completes(type);
        return end(limits.head());
      }
      scanned += (int) length;
      if (completes(type) || type == 'H') {
        complete = type != 'H';
        return end(scanned);
      }
    }
  }

  private int end(int length) {
    scanned = 0;
    return length;
  }

  /** Whether the request ends with the head that was found. */
  boolean complete() {
    return complete;
  }

  /** Whether the request ends with the message at which the head was cut off. */
  boolean endsWithMessage() {
    return endsWithMessage;
  }

  /** How many bytes of a message follow the head that was found. */
  long left() {
    return left;
  }
}
