package io.galopin.protocol.memcache;

import io.galopin.api.Cut;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.netty.buffer.ByteBuf;

/**
 * The replies of one connection that speaks the binary protocol. The header is the head; extras and
 * key frame the value. The reply to {@code stat} is many such messages, the last of them empty.
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

  void cut(ByteBuf in, Cut cut) throws Malformed {
    if (framing > 0 && pairing.payloadMatters()) {
      int length = Math.min(framing, in.readableBytes());
      framing -= length;
      cut.framing(length, ends());
    } else if (framing + value > 0) {
      int length = (int) Math.min(framing + value, in.readableBytes());
      value -= Math.max(0, length - framing);
      framing = Math.max(0, framing - length);
      cut.body(length, ends());
    } else {
      cutHeader(in, cut);
    }
    if (unasked && cut.length() > 0) {
      int length = cut.length();
      cut.clear();
      cut.pass(length);
    }
  }

  private boolean ends() {
    return framing + value == 0 && !inList;
  }

  private void cutHeader(ByteBuf in, Cut cut) throws Malformed {
    if (!BinaryHeader.check(in, BinaryHeader.REPLY)) {
      cut.more();
      return;
    }
    boolean first = !inList;
    if (first) {
      Message request = pairing.answered();
      unasked = request == null;
      if (request != null && !takes(request, in)) {
        cut.unanswered();
        return;
      }
    }
    if (BinaryHeader.body(in) - BinaryHeader.framing(in) > limits.value()) {
      throw new Malformed(Flaw.LARGE_VALUE);
    }
    BinaryStatus status = BinaryStatus.of(BinaryHeader.status(in));
    framing = BinaryHeader.framing(in);
    value = BinaryHeader.body(in) - framing;
    inList =
        BinaryHeader.opcode(in) == Opcode.STAT
            && status == BinaryStatus.SUCCESS
            && framing + value > 0;
    if (first) {
      cut.head(BinaryHeader.LENGTH, ends(), status);
    } else {
      cut.framing(BinaryHeader.LENGTH, ends());
    }
  }

  /** Whether {@code in} begins with a reply to {@code request}, as far as can be told. */
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
