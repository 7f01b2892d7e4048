package io.galopin.testkit;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pf4j.Extension;

/** A layer for tests: a first line that says where the client comes from. */
@Extension
public final class FromLayer implements ProtocolFactory {

  private static final int LONGEST = 100;
  private static final String BEGINS = "FROM ";

  private final boolean handsOver;

  /** As it should be. */
  public FromLayer() {
    this(true);
  }

  /** Hands over to the protocol above, or never does. */
  FromLayer(boolean handsOver) {
    this.handsOver = handsOver;
  }

  @Override
  public String name() {
    return "from";
  }

  @Override
  public String description() {
    return "a line that says where the client comes from";
  }

  @Override
  public boolean hasOpening() {
    return true;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(Attribute.text("from.who", Attribute.Moment.REQUEST, "what the line says"));
  }

  @Override
  public Protocol create(Options options) {
    return pairing -> new Line(handsOver, pairing);
  }

  private record From(String label) implements Request {
    @Override
    public boolean opening() {
      return true;
    }

    @Override
    public boolean expectsReply() {
      return false;
    }
  }

  private record Line(boolean handsOver, Pairing pairing) implements Session, Attributing {

    @Override
    public Cut cutRequest(ByteBuf in) {
      int length = in.bytesBefore((byte) '\n') + 1;
      if ((length > 0 ? length : in.readableBytes()) > LONGEST) {
        return Cut.refuse(null, "a line of more than " + LONGEST + " bytes");
      }
      if (length == 0) {
        return Cut.more();
      }
      String line = in.toString(in.readerIndex(), length - 1, StandardCharsets.US_ASCII);
      if (!line.startsWith(BEGINS)) {
        return Cut.refuse(null, "a line that does not begin with FROM");
      }
      Cut from = Cut.request(length, true, new From(line));
      return handsOver ? from.thenAbove() : from;
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      return Cut.await();
    }

    @Override
    public Object attribute(Attribute attribute, String name, Message message, ByteBuf head) {
      return message.label().substring(BEGINS.length());
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.lastReply(ByteBufUtil.writeAscii(allocator, "NO\n"), "NO");
    }
  }
}
