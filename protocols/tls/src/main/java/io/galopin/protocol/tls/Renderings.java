package io.galopin.protocol.tls;

import io.galopin.api.Rendering;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** What Galopin itself says to clients. */
final class Renderings {

  private static final int FATAL = 2;
  private static final int ALERT_LENGTH = 2;

  private Renderings() {}

  /**
   * Renders an alert, after which the connection is closed.
   *
   * @param version of the record, as on the wire
   */
  static Rendering alert(Alert alert, int version, ByteBufAllocator allocator) {
    ByteBuf bytes = allocator.buffer(Wire.RECORD_HEADER + ALERT_LENGTH);
    bytes.writeByte(Wire.ALERT).writeShort(version).writeShort(ALERT_LENGTH);
    bytes.writeByte(FATAL).writeByte(alert.number());
    return Rendering.lastReply(bytes, alert.label());
  }

  /** Renders why the client's bytes are refused. */
  static Rendering refusal(Flaw flaw, ByteBufAllocator allocator) {
    Alert alert = flaw.alert();
    if (alert != null) {
      return alert(alert, Wire.TLS_1_2, allocator);
    }
    return flaw == Flaw.HTTP
        ? Rendering.lastReply(badRequest(allocator), "400")
        : Rendering.lastReply(Unpooled.EMPTY_BUFFER, "close");
  }

  private static ByteBuf badRequest(ByteBufAllocator allocator) {
    String text =
        "Galopin refuses this request: this port speaks TLS (expected: https in place of http).\n";
    return ByteBufUtil.writeAscii(
        allocator,
        "HTTP/1.1 400 Bad Request\r\n"
            + "Content-Type: text/plain; charset=utf-8\r\n"
            + "Content-Length: "
            + text.length()
            + "\r\nConnection: close\r\n\r\n"
            + text);
  }
}
