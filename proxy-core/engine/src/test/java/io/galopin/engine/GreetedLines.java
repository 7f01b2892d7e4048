package io.galopin.engine;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Greeted;
import io.galopin.api.Noticing;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.galopin.api.TroubleTelling;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Lines, of which the backend says the first. A line of the client that begins with {@code +}
 * belongs to the opening, a line of the backend that begins with {@code ~} is not the last reply to
 * a request, and one that begins with {@code *} is a notice. A reply {@code GOT n} has n more
 * bytes. After {@code go}, the conversation goes on in TLS; so it does after the client's {@code
 * +tls}.
 */
public class GreetedLines implements Protocol {

  private record Line(String label, boolean opening) implements Request, Reply {
    @Override
    public boolean interim() {
      return label.startsWith("~");
    }

    @Override
    public boolean failsAtOnce() {
      return opening;
    }
  }

  @Override
  public Session open(Pairing pairing) {
    return new LineSession(pairing);
  }

  /** A session of one connection. */
  protected static class LineSession implements Session, Greeted, Noticing, TroubleTelling {

    private final Pairing pairing;
    private int left;

    protected LineSession(Pairing pairing) {
      this.pairing = pairing;
    }

    @Override
    public Request greeting() {
      return new Line("hello", true);
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      String line = line(in);
      if (line == null) {
        return Cut.more();
      }
      if (line.equals("?")) {
        return Cut.refuse(Rendering.lastReply(bytes("REFUSED\n", in.alloc()), "refused"), "a ?");
      }
      if (line.equals("+tls")) {
        return Cut.body(line.length() + 1, false).thenTls("stay in the clear");
      }
      return line.startsWith("+")
          ? Cut.body(line.length() + 1, false)
          : Cut.request(line.length() + 1, true, new Line(line, line.startsWith("hello")));
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      if (left > 0) {
        int length = Math.min(left, in.readableBytes());
        left -= length;
        return Cut.body(length, left == 0);
      }
      String line = line(in);
      if (line == null) {
        return Cut.more();
      }
      int length = line.length() + 1;
      if (line.startsWith("*")) {
        return Cut.notice(length, new Line(line, false));
      }
      if (pairing.answered() == null) {
        return Cut.pass(length);
      }
      left = line.startsWith("GOT ") ? Integer.parseInt(line.substring(4)) : 0;
      Cut reply = Cut.reply(length, left == 0, new Line(line, false));
      return line.equals("go") ? reply.thenTls("stay in the clear") : reply;
    }

    private static @Nullable String line(ByteBuf in) {
      int length = in.bytesBefore((byte) '\n');
      return length < 0 ? null : in.toString(in.readerIndex(), length, StandardCharsets.US_ASCII);
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.reply(bytes("ERROR " + exchange.label() + "\n", allocator), "ERROR");
    }

    @Override
    public @Nullable Rendering notice(Failure notice, Exchange after, ByteBufAllocator allocator) {
      ByteBuf bytes = bytes("*" + notice.name() + " after " + after.label() + "\n", allocator);
      if (notice.name().equals("unknown")) {
        bytes.release();
        return null;
      }
      return notice.name().equals("bye")
          ? Rendering.lastReply(bytes, notice.name())
          : Rendering.reply(bytes, notice.name());
    }

    @Override
    public Rendering tell(Trouble trouble, Request request, ByteBufAllocator allocator) {
      return Rendering.reply(bytes("TROUBLE " + request.label() + "\n", allocator), "TROUBLE");
    }

    private static ByteBuf bytes(String text, ByteBufAllocator allocator) {
      return ByteBufUtil.writeAscii(allocator, text);
    }
  }
}
