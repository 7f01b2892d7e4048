package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import org.pf4j.Extension;

/** A protocol in which each line is a message, with bugs to choose from. */
@Extension
public final class LineProtocol implements ProtocolFactory {

  /** Its bug. */
  enum Fault {
    NONE,
    LINES_THAT_COME_WHOLE_ONLY,
    LINES_WITHOUT_AN_END,
    A_BUFFER_THAT_IS_KEPT,
    AN_INDEX_THAT_IS_MOVED,
    MORE_BYTES_THAN_THERE_ARE,
    AN_ABSOLUTE_INDEX,
    HALF_A_REPLY,
    A_LIMIT_FOR_PARTS,
    A_BLANK_THAT_IS_LOST,
    A_BYTE_THAT_IS_AN_EXCEPTION
  }

  private static final int LONGEST = 64;

  private final Fault fault;

  /** As it should be. */
  public LineProtocol() {
    this(Fault.NONE);
  }

  LineProtocol(Fault fault) {
    this.fault = fault;
  }

  @Override
  public String name() {
    return "line";
  }

  @Override
  public String description() {
    return "each line is a message";
  }

  @Override
  public Protocol create(Options options) {
    return pairing -> new Lines(fault, pairing);
  }

  private record Lines(Fault fault, Pairing pairing) implements Session {

    @Override
    public Cut cutRequest(ByteBuf in) {
      return cutLine(in, length -> Cut.request(length, true, () -> "line"));
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return pairing.answered() == null
          ? Cut.refuse(null, "a line that nobody asked for")
          : cutLine(in, length -> Cut.reply(length, true, () -> "line"));
    }

    private Cut cutLine(ByteBuf in, IntFunction<Cut> head) {
      int from = in.readerIndex();
      int end = in.indexOf(from, in.writerIndex(), (byte) '\n');
      int length = end - from + 1;
      if (end < 0 && fault == Fault.LINES_THAT_COME_WHOLE_ONLY) {
        return head.apply(in.readableBytes());
      }
      if (isTooLong(end < 0 ? in.readableBytes() : length, end >= 0)) {
        return Cut.refuse(null, "a line of more than 64 bytes");
      }
      return end < 0 ? Cut.more() : take(in, head, length);
    }

    private boolean isTooLong(int length, boolean complete) {
      return length > LONGEST
          && fault != (complete ? Fault.A_LIMIT_FOR_PARTS : Fault.LINES_WITHOUT_AN_END);
    }

    private Cut take(ByteBuf in, IntFunction<Cut> head, int length) {
      int taken = length;
      switch (fault) {
        case A_BUFFER_THAT_IS_KEPT -> in.retain();
        case AN_INDEX_THAT_IS_MOVED -> in.skipBytes(length);
        case MORE_BYTES_THAN_THERE_ARE -> taken = in.readableBytes() + 1;
        case AN_ABSOLUTE_INDEX -> taken = in.indexOf(0, in.writerIndex(), (byte) '\n') + 1;
        default -> {}
      }
      if (fault == Fault.A_BYTE_THAT_IS_AN_EXCEPTION && in.getByte(in.readerIndex()) == '!') {
        throw new IllegalStateException("an exclamation");
      }
      Cut cut = head.apply(taken);
      return fault == Fault.A_BLANK_THAT_IS_LOST && in.getByte(in.readerIndex()) == ' '
          ? cut.replacedBy(in.copy(in.readerIndex() + 1, length - 1))
          : cut;
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      String line = fault == Fault.HALF_A_REPLY ? "error" : "error\n";
      ByteBuf bytes = allocator.buffer();
      bytes.writeCharSequence(line, StandardCharsets.US_ASCII);
      return Rendering.reply(bytes, "error");
    }
  }
}
