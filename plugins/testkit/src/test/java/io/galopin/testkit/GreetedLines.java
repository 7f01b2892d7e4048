package io.galopin.testkit;

import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Greeted;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import org.pf4j.Extension;

/** Lines, of which the backend says the first. Those that begin with {@code !} are notices. */
@Extension
public final class GreetedLines implements ProtocolFactory {

  private static final int LONGEST = 64;

  private final boolean says;

  /** As it should be. */
  public GreetedLines() {
    this(true);
  }

  /** Says that it has an opening, or not. */
  GreetedLines(boolean says) {
    this.says = says;
  }

  @Override
  public String name() {
    return "greeted";
  }

  @Override
  public String description() {
    return "lines, of which the backend says the first";
  }

  @Override
  public boolean hasOpening() {
    return says;
  }

  @Override
  public Protocol create(Options options) {
    return Lines::new;
  }

  private record Hello(String label) implements Request {
    @Override
    public boolean opening() {
      return true;
    }
  }

  private record Lines(Pairing pairing) implements Session, Greeted {

    @Override
    public Request greeting() {
      return new Hello("hello");
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      int length = in.bytesBefore((byte) '\n') + 1;
      if ((length > 0 ? length : in.readableBytes()) > LONGEST) {
        return Cut.refuse(null, "a line of more than " + LONGEST + " bytes");
      }
      return length > 0 ? Cut.request(length, true, () -> "line") : Cut.more();
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      int length = in.bytesBefore((byte) '\n') + 1;
      if (length == 0) {
        return Cut.more();
      }
      if (in.getByte(in.readerIndex()) == '!') {
        return Cut.notice(length, () -> "news");
      }
      return pairing.answered() == null
          ? Cut.refuse(null, "a line that nobody asked for")
          : Cut.reply(length, true, () -> "line");
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.reply(ByteBufUtil.writeAscii(allocator, "error\n"), "error");
    }
  }
}
