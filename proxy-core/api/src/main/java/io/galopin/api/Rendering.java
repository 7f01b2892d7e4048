package io.galopin.api;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Bytes that the client gets instead of a reply, and what happens to its connection afterwards.
 *
 * @param bytes owned by the holder of the rendering; the engine writes or releases them
 * @param end what happens to the connection
 * @param label the journal's label of what was rendered: {@code 503}
 */
public record Rendering(ByteBuf bytes, End end, String label) {

  /** What happens to the connection after the bytes. */
  public enum End {
    /** It goes on. */
    KEEP,
    /** It is closed in an orderly way, so the bytes arrive. */
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

  /** A TCP reset, for protocols that cannot express a failure. */
  public static Rendering reset() {
    return new Rendering(Unpooled.EMPTY_BUFFER, End.RESET, "reset");
  }
}
