package io.galopin.protocol.tls;

import io.netty.buffer.ByteBuf;

/**
 * Reads the fields of a message, of which each vector has its length before it: RFC 8446, section
 * 3.4. What is not there reads as a flaw, never as an exception of the buffer.
 */
final class Vectors {

  /**
   * Says that a message is not made as it should be. It has no stack trace, as garbage is cheap.
   */
  static final class Broken extends Exception {

    private static final long serialVersionUID = 1L;

    Broken() {
      super("a message is not made as it should be", null, false, false);
    }
  }

  private final ByteBuf in;
  private int at;
  private final int end;

  /** Reads all readable bytes, whose indices are not moved. */
  Vectors(ByteBuf in) {
    this(in, in.readerIndex(), in.writerIndex());
  }

  private Vectors(ByteBuf in, int from, int end) {
    this.in = in;
    this.at = from;
    this.end = end;
  }

  /** Whether anything is left. */
  boolean hasMore() {
    return at < end;
  }

  /** Where the next byte is. */
  int position() {
    return at;
  }

  /** How many bytes are left. */
  int left() {
    return end - at;
  }

  private int take(int length) throws Broken {
    if (length > end - at) {
      throw new Broken();
    }
    int from = at;
    at += length;
    return from;
  }

  /** Skips bytes. */
  void skip(int length) throws Broken {
    take(length);
  }

  /** Reads a number of one byte. */
  int number8() throws Broken {
    return in.getUnsignedByte(take(1));
  }

  /** Reads a number of two bytes. */
  int number16() throws Broken {
    return in.getUnsignedShort(take(2));
  }

  /** Reads a vector whose length has one byte. */
  Vectors vector8() throws Broken {
    return vector(number8());
  }

  /** Reads a vector whose length has two bytes. */
  Vectors vector16() throws Broken {
    return vector(number16());
  }

  private Vectors vector(int length) throws Broken {
    int from = take(length);
    return new Vectors(in, from, from + length);
  }

  /** Requires that nothing is left. */
  void requireEnd() throws Broken {
    if (hasMore()) {
      throw new Broken();
    }
  }
}
