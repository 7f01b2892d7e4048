package io.galopin.protocol.tls;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * What a backend chooses: RFC 8446, section 4.1.3.
 *
 * @param version the version, as on the wire; 0 if that could not be read
 * @param retry whether it only asks for another ClientHello: HelloRetryRequest
 */
record ServerHello(int version, boolean retry) {

  private static final int RANDOM = 32;

  /** What a HelloRetryRequest has in place of random bytes. */
  private static final ByteBuf RETRY =
      Unpooled.unreleasableBuffer(
          Unpooled.wrappedBuffer(
                  ByteBufUtil.decodeHexDump(
                      "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c"))
              .asReadOnly());

  /** Reads the body of a message. Of one that is not made as it should be, only the beginning. */
  static ServerHello of(ByteBuf body) {
    Vectors fields = new Vectors(body);
    boolean retry = false;
    try {
      int legacy = fields.number16();
      int random = fields.position();
      fields.skip(RANDOM);
      retry = ByteBufUtil.equals(body, random, RETRY, 0, RANDOM);
      fields.vector8();
      fields.skip(3);
      return new ServerHello(fields.hasMore() ? chosen(fields.vector16(), legacy) : legacy, retry);
    } catch (Vectors.Broken broken) {
      return new ServerHello(0, retry);
    }
  }

  private static int chosen(Vectors extensions, int legacy) throws Vectors.Broken {
    int version = legacy;
    while (extensions.hasMore()) {
      int type = extensions.number16();
      Vectors data = extensions.vector16();
      if (type == Wire.SUPPORTED_VERSIONS) {
        version = data.number16();
      }
    }
    return version;
  }
}
