package io.galopin.protocol.http;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/**
 * Follows the bodies in one direction of one connection to their ends. Holds at most the line with
 * a chunk's size, or a line of the trailer.
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

  /** Scans bodies of requests. */
  static BodyScanner ofRequests(Limits limits) {
    return new BodyScanner(new ChunkScanner(limits, false));
  }

  /** Scans bodies of replies. */
  static BodyScanner ofReplies(Limits limits) {
    return new BodyScanner(new ChunkScanner(limits, true));
  }

  /** Starts a body of {@code length} bytes; 0 means no body. */
  void begin(long length) {
    form = length == 0 ? Form.NONE : Form.LENGTH;
    remaining = length;
  }

  void beginChunks() {
    form = Form.CHUNKS;
    chunks.begin();
  }

  /** Starts a body that ends with the connection. */
  void beginUntilClose() {
    form = Form.UNTIL_CLOSE;
  }

  /** Whether the body is one that ends with the connection. */
  boolean endsWithConnection() {
    return form == Form.UNTIL_CLOSE;
  }

  /** Whether the next bytes belong to a body. */
  boolean active() {
    return form != Form.NONE;
  }

  /**
   * Cuts the bytes of a body. Call it only while {@link #active}.
   *
   * @param apart whether to cut payload and framing separately
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
