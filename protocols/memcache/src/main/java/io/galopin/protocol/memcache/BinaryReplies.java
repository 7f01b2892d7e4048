package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.protocol.text.Flawed;
import io.netty.buffer.ByteBuf;

/**
 * Cuts the replies of one connection that speaks the binary protocol. The header is the head.
 * Extras and key frame the value. The reply to {@code stat} consists of many such messages, and the
 * last one is empty.
 */
final class BinaryReplies {

  private final Limits limits;
  private final Pairing pairing;
  private int framing;
  private long value;
  private boolean unasked;

  /** Whether more messages of the same reply follow. */
  private boolean inList;

  BinaryReplies(Limits limits, Pairing pairing) {
    this.limits = limits;
    this.pairing = pairing;
  }

  Cut cut(ByteBuf in) throws Flawed {
    Cut cut = cutPart(in);
    return unasked && cut.length() > 0 ? Cut.pass(cut.length()) : cut;
  }

  private Cut cutPart(ByteBuf in) throws Flawed {
    if (framing > 0 && pairing.payloadMatters()) {
      int length = Math.min(framing, in.readableBytes());
      framing -= length;
      return Cut.framing(length, ends());
    }
    if (framing + value > 0) {
      int length = (int) Math.min(framing + value, in.readableBytes());
      value -= Math.max(0, length - framing);
      framing = Math.max(0, framing - length);
      return Cut.body(length, ends());
    }
    return cutHeader(in);
  }

  private boolean ends() {
    return framing + value == 0 && !inList;
  }

  private Cut cutHeader(ByteBuf in) throws Flawed {
    if (!BinaryHeader.check(in, BinaryHeader.REPLY)) {
      return Cut.more();
    }
    boolean first = !inList;
    if (first) {
      Message request = pairing.answered();
      unasked = request == null;
      if (request != null && !takes(request, in)) {
        return Cut.unanswered();
      }
    }
    if (BinaryHeader.body(in) - BinaryHeader.framing(in) > limits.value()) {
      throw new Flawed(Flaw.LARGE_VALUE);
    }
    BinaryStatus status = BinaryStatus.of(BinaryHeader.status(in));
    framing = BinaryHeader.framing(in);
    value = BinaryHeader.body(in) - framing;
    inList =
        BinaryHeader.opcode(in) == Opcode.STAT
            && status == BinaryStatus.SUCCESS
            && framing + value > 0;
    return first
        ? Cut.reply(BinaryHeader.LENGTH, ends(), status)
        : Cut.framing(BinaryHeader.LENGTH, ends());
  }

  /** Whether {@code in} starts with what can be a reply to {@code request}. */
  private boolean takes(Message request, ByteBuf in) {
    if (pairing.probed() || !(request instanceof BinaryRequest binary)) {
      return true;
    }
    byte opcode = BinaryHeader.opcode(in);
    if (binary.quiet() || opcode == Opcode.NOOP) {
      return binary.takes(opcode, BinaryHeader.opaque(in));
    }
    return true;
  }
}
