package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Bytes that the client gets in place of a reply, and what becomes of its connection then.
 *
 * @param bytes owned by whoever holds the rendering; the engine writes or releases them
 * @param end what becomes of the connection
 * @param label what was rendered, for the journal: {@code 503}
 */
public record Rendering(ByteBuf bytes, End end, String label) {

  /** What becomes of the connection after the bytes. */
  public enum End {
    /** It goes on. */
    KEEP,
    /** It is closed, so that the bytes arrive. */
    CLOSE,
    /** It is reset. */
    RESET
  }

  /** A reply after which the connection goes on. */
  public static Rendering reply(ByteBuf bytes, String label) {
    return new Rendering(bytes, End.KEEP, label);
  }

  /** A reply after which the connection is closed. */
  public static Rendering lastReply(ByteBuf bytes, String label) {
    return new Rendering(bytes, End.CLOSE, label);
  }

  /** A TCP reset, for protocols without words for a failure. */
  public static Rendering reset() {
    return new Rendering(Unpooled.EMPTY_BUFFER, End.RESET, "reset");
  }
}
