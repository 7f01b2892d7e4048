package io.galopin.protocol.http;

import io.galopin.api.Cut;
import io.netty.buffer.ByteBuf;

/**
 * Follows the bodies of one direction of one connection to their ends. Nothing of a body is held
 * but, at most, the line with a chunk's size or a line of the trailer.
 */
final class BodyScanner {

  private enum Form {
    NONE,
    LENGTH,
    CHUNKS,
    UNTIL_CLOSE
  }

  private final ChunkScanner chunks;
  private Form form = Form.NONE;
  private long remaining;

  private BodyScanner(ChunkScanner chunks) {
    this.chunks = chunks;
  }

  /** Bodies of requests. */
  static BodyScanner ofRequests(Limits limits) {
    return new BodyScanner(new ChunkScanner(limits, false));
  }

  /** Bodies of replies. */
  static BodyScanner ofReplies(Limits limits) {
    return new BodyScanner(new ChunkScanner(limits, true));
  }

  /** A body of {@code length} bytes; none at all if that is 0. */
  void begin(long length) {
    form = length == 0 ? Form.NONE : Form.LENGTH;
    remaining = length;
  }

  void beginChunks() {
    form = Form.CHUNKS;
    chunks.begin();
  }

  /** A body that ends with the connection. */
  void beginUntilClose() {
    form = Form.UNTIL_CLOSE;
  }

  /** Whether what comes next belongs to a body. */
  boolean active() {
    return form != Form.NONE;
  }

  /**
   * Answers for the bytes of a body; only to be called while {@link #active}.
   *
   * @param apart whether payload is told from what frames it
   */
  Cut cut(ByteBuf in, boolean apart) throws Flawed {
    int length = in.readableBytes();
    boolean framing = false;
    switch (form) {
      case LENGTH -> {
        length = (int) Math.min(remaining, length);
        remaining -= length;
        if (remaining == 0) {
          form = Form.NONE;
        }
      }
      case CHUNKS -> {
        framing = apart && !chunks.inData();
        length = apart ? chunks.scanPart(in) : chunks.scan(in);
        if (chunks.ended()) {
          form = Form.NONE;
        }
      }
      case UNTIL_CLOSE -> {}
      case NONE -> throw new IllegalStateException("there is no body");
    }
    if (length == 0) {
      return Cut.more();
    }
    return framing ? Cut.framing(length, form == Form.NONE) : Cut.body(length, form == Form.NONE);
  }
}
