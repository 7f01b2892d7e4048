package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/**
 * Cuts the requests of one connection that speaks the binary protocol. Header, extras and key are
 * the head. The value is the body; for SASL it is a secret.
 */
final class BinaryRequests {

  private final Limits limits;
  private long remaining;

  BinaryRequests(Limits limits) {
    this.limits = limits;
  }

  Cut cut(ByteBuf in) throws Flawed {
    if (remaining > 0) {
      int length = (int) Math.min(remaining, in.readableBytes());
      remaining -= length;
      return Cut.body(length, remaining == 0);
    }
    if (!BinaryHeader.check(in, BinaryHeader.REQUEST)) {
      return Cut.more();
    }
    int framing = BinaryHeader.framing(in);
    long value = BinaryHeader.body(in) - framing;
    if (BinaryHeader.keyLength(in) > Limits.KEY) {
      throw new Flawed(Flaw.LONG_KEY);
    }
    if (value > limits.value()) {
      throw new Flawed(Flaw.LARGE_VALUE);
    }
    int head = BinaryHeader.LENGTH + framing;
    if (in.readableBytes() < head) {
      return Cut.more();
    }
    remaining = value;
    return Cut.request(head, remaining == 0, BinaryRequest.at(in));
  }
}
