package io.galopin.engine;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Rewriting;
import io.galopin.api.Session;
import io.galopin.api.Substituting;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A protocol for tests: requests and replies are lines; a line {@code PUT n} or {@code GOT n} is
 * followed by {@code n} bytes, and so is {@code BAD n}, among which a {@code ?} is refused; replies
 * that begin with {@code ~} are interim; requests that begin with {@code !} get no reply; a line of
 * {@code ?} is refused; {@code trace x} belongs to the trace {@code x}; replies that begin with
 * {@code -} are errors, and {@code GOT 99} ends with the connection; where {@code END x} fails, the
 * backend gets {@code UNDO x}.
 */
public final class LineProtocol implements Protocol {

  public static final Attribute LINE =
      Attribute.text("line", Attribute.Moment.REQUEST, "the request");
  public static final Attribute REPLY =
      Attribute.text("reply", Attribute.Moment.REPLY, "the reply").asWritable();

  @Override
  public Session open(Pairing pairing) {
    return new LineSession(pairing);
  }

  private record Line(String label) implements Request, Reply {
    @Override
    public boolean expectsReply() {
      return !label.startsWith("!");
    }

    @Override
    public boolean error() {
      if (label.equals("boom")) {
        throw new AssertionError("on purpose");
      }
      return label.startsWith("-");
    }

    @Override
    public boolean endsWithConnection() {
      return label.equals("GOT 99");
    }

    @Override
    public String traceParent() {
      return label.startsWith("trace ") ? label.substring(6) : "";
    }

    @Override
    public boolean interim() {
      return label.startsWith("~");
    }
  }

  private static final class LineSession
      implements Session, Attributing, Rewriting, Substituting, TroubleTelling {
    private final Pairing pairing;
    private final int[] left = new int[2];
    private boolean bad;

    LineSession(Pairing pairing) {
      this.pairing = pairing;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      return cut(0, in);
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return left[1] == 0 && pairing.answered() == null ? Cut.pass(in.readableBytes()) : cut(1, in);
    }

    private Cut cut(int side, ByteBuf in) {
      if (left[side] > 0) {
        if (bad && side == 0 && in.getByte(in.readerIndex()) == '?') {
          return refuse(side, in);
        }
        int length = bad && side == 0 ? 1 : Math.min(left[side], in.readableBytes());
        left[side] -= length;
        return Cut.body(length, left[side] == 0);
      }
      int length = in.bytesBefore((byte) '\n') + 1;
      if (length == 0) {
        return Cut.more();
      }
      String line = in.toString(in.readerIndex(), length - 1, StandardCharsets.US_ASCII);
      if (line.equals("?")) {
        return refuse(side, in);
      }
      if (side == 0) {
        bad = line.startsWith("BAD ");
      }
      if (line.startsWith("PUT ") || line.startsWith("GOT ") || line.startsWith("BAD ")) {
        left[side] = Integer.parseInt(line.substring(4));
      }
      return side == 0
          ? Cut.request(length, left[side] == 0, new Line(line))
          : Cut.reply(length, left[side] == 0, new Line(line));
    }

    private static Cut refuse(int side, ByteBuf in) {
      return Cut.refuse(
          side == 0 ? Rendering.lastReply(bytes("REFUSED\n", in.alloc()), "refused") : null,
          "a question");
    }

    @Override
    public Object attribute(Attribute attribute, String name, Message message, ByteBuf head) {
      return message.label();
    }

    @Override
    public ByteBuf rewrite(
        Message message, ByteBuf head, Map<String, String> values, ByteBufAllocator allocator) {
      return bytes(values.get(REPLY.name()) + "\n", allocator);
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.reply(
          bytes("ERROR " + exchange.request().label() + "\n", allocator), "ERROR");
    }

    @Override
    public Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
      return Rendering.lastReply(bytes("TROUBLE " + trouble.kind() + "\n", allocator), "TROUBLE");
    }

    @Override
    public @Nullable ByteBuf substitute(Request request, ByteBufAllocator allocator) {
      return request.label().startsWith("END ")
          ? bytes("UNDO " + request.label().substring(4) + "\n", allocator)
          : null;
    }

    private static ByteBuf bytes(String text, ByteBufAllocator allocator) {
      return ByteBufUtil.writeAscii(allocator, text);
    }
  }
}
