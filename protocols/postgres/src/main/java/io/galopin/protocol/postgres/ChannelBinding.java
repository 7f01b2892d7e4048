package io.galopin.protocol.postgres;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/** Logins that are bound to the certificate that the client has seen. */
final class ChannelBinding {

  /** What happened, and the ways out. Not a whole sentence. */
  static final String FAILED =
      "SCRAM channel binding check failed: the login is bound to the server's certificate, and the"
          + " client has seen another (expected: channel_binding=disable at the client, the"
          + " server's own certificate and key for listen-tls, or an upstream without TLS)";

  /** Stands in the message in English, and the routine in any language. */
  private static final byte[][] SIGNS = {
    "channel binding check failed".getBytes(US_ASCII),
    "Rread_client_final_message\0".getBytes(US_ASCII)
  };

  private static final byte[] INVALID_AUTHORIZATION = "C28000\0".getBytes(US_ASCII);

  private ChannelBinding() {}

  /** Whether an ErrorResponse says that the client is bound to another certificate. */
  static boolean failed(ByteBuf in, int length) {
    ByteBuf error = in.slice(in.readerIndex(), length);
    return contains(error, INVALID_AUTHORIZATION)
        && (contains(error, SIGNS[0]) || contains(error, SIGNS[1]));
  }

  private static boolean contains(ByteBuf bytes, byte[] sign) {
    for (int at = 0; at + sign.length <= bytes.readableBytes(); at++) {
      int same = 0;
      while (same < sign.length && bytes.getByte(at + same) == sign[same]) {
        same++;
      }
      if (same == sign.length) {
        return true;
      }
    }
    return false;
  }
}
