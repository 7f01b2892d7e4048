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
import io.galopin.api.Session;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.Term;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer for tests. The client says {@code HELLO NAME}, and the backend replies {@code OK
 * VERSION}. Or the client says {@code FROM NAME}, which gets no reply. Then the protocol above
 * begins.
 */
public final class HelloLayer implements Protocol {

  public static final String NAME = "hello";

  /** The name that the client says. */
  public static final Term WHO = term("who", Attribute.Moment.REQUEST);

  /** The version that the backend says. */
  public static final Term VERSION = term("version", Attribute.Moment.REPLY);

  /** What was closed, and what it does wrong: the name of a method. */
  public final List<String> told = new ArrayList<>();

  public String fails = "";

  /** Whether it is a layer even with nothing above it. */
  public boolean alone;

  @Override
  public boolean isLayer() {
    if (fails.equals("isLayer")) {
      throw new IllegalStateException("on purpose");
    }
    return alone;
  }

  private static Term term(String word, Attribute.Moment moment) {
    return new Term(Attribute.text(NAME + "." + word, moment, "for tests"), "", new Level(1, NAME));
  }

  private record Line(String label, String value, boolean expectsReply) implements Request, Reply {
    @Override
    public boolean opening() {
      return true;
    }
  }

  @Override
  public Session open(Pairing pairing) {
    return new Hello(pairing);
  }

  private final class Hello implements Session, Attributing {

    private final Pairing pairing;
    private boolean begun;

    Hello(Pairing pairing) {
      this.pairing = pairing;
    }

    private void mayFail(String method) {
      if (fails.equals(method)) {
        throw new IllegalStateException("on purpose");
      }
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      mayFail("cutRequest");
      if (begun) {
        return fails.equals("again") ? cut(in) : Cut.await();
      }
      return cut(in);
    }

    private Cut cut(ByteBuf in) {
      String line = line(in);
      if (line == null) {
        return Cut.more();
      }
      begun = true;
      int length = line.length() + 1;
      if (line.startsWith("HELLO ")) {
        Cut hello = Cut.request(length, true, new Line(line, line.substring(6), true));
        return fails.equals("early") ? hello.thenAbove() : hello;
      }
      return line.startsWith("FROM ")
          ? Cut.request(length, true, new Line(line, line.substring(5), false)).thenAbove()
          : Cut.refuse(null, "no HELLO");
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      mayFail("cutReply");
      String line = line(in);
      if (line == null) {
        return Cut.more();
      }
      return pairing.answered() != null && line.startsWith("OK ")
          ? Cut.reply(line.length() + 1, true, new Line(line, line.substring(3), false)).thenAbove()
          : Cut.refuse(null, "no OK");
    }

    private static @Nullable String line(ByteBuf in) {
      int length = in.bytesBefore((byte) '\n');
      return length < 0 ? null : in.toString(in.readerIndex(), length, StandardCharsets.US_ASCII);
    }

    @Override
    public Object attribute(Attribute attribute, String name, Message message, ByteBuf head) {
      mayFail("attribute");
      return ((Line) message).value();
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      return Rendering.reply(
          ByteBufUtil.writeAscii(allocator, "NO " + failure.name() + "\n"), failure.name());
    }

    @Override
    public void close() {
      told.add("closed");
    }
  }
}
