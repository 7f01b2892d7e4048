package io.galopin.protocol.tls;

import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Finds the end of one handshake message, however many records it comes in, and in whatever pieces
 * these come. Looks at no record twice. Keeps no bytes.
 *
 * <pre>
 *   HEADER   the header of the next record is to come   ──► FRAGMENT
 *   FRAGMENT its bytes are to come                      ──► HEADER, or the message is whole
 * </pre>
 */
final class MessageScanner {

  /** More bytes are needed. */
  static final int NOT_YET = 0;

  private enum State {
    HEADER,
    FRAGMENT
  }

  private final int type;
  private final int most;
  private final Flaw otherMessage;
  private final Flaw tooLong;

  private State state = State.HEADER;

  /** Where the current record begins, counted from the first byte of the message's records. */
  private int record;

  /** The length of the current record's fragment. */
  private int fragment;

  /** How many bytes of the message are in the records before the current one. */
  private int before;

  /** The bytes of the message's header that were read, and how many they are. */
  private int header;

  private int headerRead;

  /**
   * Has seen nothing of the message.
   *
   * @param type the type that the message must have
   * @param most the most bytes of all its records, with their headers
   */
  MessageScanner(int type, int most, Flaw otherMessage, Flaw tooLong) {
    this.type = type;
    this.most = most;
    this.otherMessage = otherMessage;
    this.tooLong = tooLong;
  }

  /**
   * Looks for the end of the message.
   *
   * @param in the bytes of the last call, with more at the end
   * @return how many bytes its records have, or {@link #NOT_YET}
   */
  int scan(ByteBuf in) throws Flawed {
    while (true) {
      int from = in.readerIndex() + record;
      int readable = in.writerIndex() - from;
      if (state == State.HEADER) {
        if (!readHeader(in, from, readable)) {
          return NOT_YET;
        }
        state = State.FRAGMENT;
      }
      int there = Math.min(readable - Wire.RECORD_HEADER, fragment);
      readMessageHeader(in, from + Wire.RECORD_HEADER, there);
      if (there < fragment) {
        return NOT_YET;
      }
      before += fragment;
      record += Wire.RECORD_HEADER + fragment;
      state = State.HEADER;
      if (headerRead == Wire.MESSAGE_HEADER && before >= length()) {
        return record;
      }
    }
  }

  /** Whether there are other bytes behind the message, in its last record. Ask when it is whole. */
  boolean hasMore() {
    return before > length();
  }

  private boolean readHeader(ByteBuf in, int from, int readable) throws Flawed {
    require(readable < 1 || in.getByte(from) == Wire.HANDSHAKE, Flaw.OTHER_RECORD);
    require(readable < 2 || in.getByte(from + 1) == Wire.MAJOR_VERSION, Flaw.NOT_TLS);
    if (readable < Wire.RECORD_HEADER) {
      return false;
    }
    fragment = in.getUnsignedShort(from + 3);
    require(fragment > 0, Flaw.EMPTY_RECORD);
    require(fragment <= Wire.MOST_PLAIN, Flaw.LONG_RECORD);
    require(record + Wire.RECORD_HEADER + fragment <= most, tooLong);
    return true;
  }

  /** Reads what is there of the message's header, and refuses at once what is not the message. */
  private void readMessageHeader(ByteBuf in, int from, int there) throws Flawed {
    while (headerRead < Wire.MESSAGE_HEADER && headerRead < before + there) {
      header = header << 8 | in.getUnsignedByte(from + headerRead - before);
      headerRead++;
      require(headerRead > 1 || header == type, otherMessage);
      require(headerRead < Wire.MESSAGE_HEADER || length() <= most, tooLong);
    }
  }

  private static void require(boolean holds, Flaw flaw) throws Flawed {
    if (!holds) {
      throw new Flawed(flaw);
    }
  }

  /** The length of the message, with its header. */
  private int length() {
    return Wire.MESSAGE_HEADER + (header & 0xFFFFFF);
  }

  /**
   * Returns the body of a whole message. It is a view of the bytes if these are in one record, and
   * otherwise a copy; release neither.
   *
   * @param in the bytes of the last call
   */
  ByteBuf body(ByteBuf in) {
    int from = in.readerIndex();
    int length = length();
    if (in.getUnsignedShort(from + 3) >= length) {
      int body = length - Wire.MESSAGE_HEADER;
      return in.slice(from + Wire.RECORD_HEADER + Wire.MESSAGE_HEADER, body);
    }
    ByteBuf whole = Unpooled.buffer(length, length);
    for (int at = from; whole.isWritable(); ) {
      int size = in.getUnsignedShort(at + 3);
      whole.writeBytes(in, at + Wire.RECORD_HEADER, Math.min(size, whole.writableBytes()));
      at += Wire.RECORD_HEADER + size;
    }
    return whole.skipBytes(Wire.MESSAGE_HEADER);
  }
}
