package io.galopin.bench.load;

import io.netty.buffer.ByteBuf;

/**
 * Replies of {@link HttpBackend}. Relays may change their heads, so only the length of the body is
 * known in advance.
 */
final class HttpReplies implements Replies {

  private final HeadEnds heads = new HeadEnds();
  private int left;

  @Override
  public int endedIn(ByteBuf bytes) {
    int ended = 0;
    while (bytes.isReadable()) {
      if (left > 0) {
        int taken = Math.min(left, bytes.readableBytes());
        bytes.skipBytes(taken);
        left -= taken;
        ended += left == 0 ? 1 : 0;
      } else {
        int end = bytes.forEachByte(heads);
        bytes.readerIndex(end < 0 ? bytes.writerIndex() : end + 1);
        left = end < 0 ? 0 : HttpBackend.BODY;
      }
    }
    return ended;
  }
}
