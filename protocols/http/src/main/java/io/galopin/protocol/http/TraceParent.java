package io.galopin.protocol.http;

import io.galopin.protocol.text.Octets;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads the field {@code traceparent} of one head after another: W3C Trace Context, section 3.2. A
 * head with more than one has none, as has one whose field has another length than its version
 * allows.
 *
 * <pre>
 *   version "-" trace-id "-" parent-id "-" trace-flags    in version 00: 55 characters
 *   version "-" trace-id "-" parent-id "-" trace-flags ["-" …]             in later ones
 * </pre>
 */
final class TraceParent {

  private static final int LENGTH = 55;

  private String text = "";
  private boolean seen;

  void clear() {
    text = "";
    seen = false;
  }

  void read(ByteBuf in, int value, int valueEnd) {
    int length = valueEnd - value;
    boolean fits =
        length == LENGTH
            || (length > LENGTH
                && in.getByte(value + LENGTH) == '-'
                && !Octets.begin(in, value, valueEnd, "00"));
    text = fits && !seen ? in.toString(value, LENGTH, StandardCharsets.ISO_8859_1) : "";
    seen = true;
  }

  /** The first 55 characters, otherwise unchecked; empty if there is no parent. */
  String text() {
    return text;
  }
}
