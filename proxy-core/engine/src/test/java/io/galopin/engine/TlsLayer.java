package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
import io.galopin.api.Session;
import io.galopin.api.TlsHello;
import io.galopin.engine.match.Level;
import io.galopin.engine.match.Term;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer for tests of TLS that Galopin ends: the first record of the client is its hello, and the
 * first record of the server the reply. An error is an alert.
 *
 * @param offered what the client's hello is said to offer by ALPN
 */
public record TlsLayer(List<String> offered) implements Protocol {

  public static final String NAME = "tls";

  /** Names every handshake. */
  public static final Term HANDSHAKE = term("handshake", Attribute.Moment.REQUEST);

  /** The type of the first record of the reply: 22, or 21 for an alert. */
  public static final Term TYPE = term("type", Attribute.Moment.REPLY);

  private static final int HEADER = 5;

  public TlsLayer() {
    this(List.of());
  }

  private static Term term(String word, Attribute.Moment moment) {
    return new Term(Attribute.text(NAME + "." + word, moment, "for tests"), "", new Level(1, NAME));
  }

  private record Hello(List<String> alpn) implements TlsHello {
    @Override
    public boolean opening() {
      return true;
    }

    @Override
    public boolean failsAtOnce() {
      return true;
    }

    @Override
    public String label() {
      return "hello";
    }
  }

  private record Answer(int type) implements Reply {
    @Override
    public boolean headIsPayload() {
      return true;
    }

    @Override
    public String label() {
      return "record " + type;
    }
  }

  @Override
  public boolean isLayer() {
    return true;
  }

  @Override
  public boolean beginsTls() {
    return true;
  }

  @Override
  public Session open(Pairing pairing) {
    return new Records(offered);
  }

  private static final class Records implements Session, Attributing {

    private final List<String> offered;
    private boolean begun;

    Records(List<String> offered) {
      this.offered = offered;
    }

    private static int length(ByteBuf in) {
      int length =
          in.readableBytes() < HEADER
              ? 0
              : HEADER + in.getUnsignedShort(in.readerIndex() + HEADER - 2);
      return in.readableBytes() < length ? 0 : length;
    }

    @Override
    public Cut cutRequest(ByteBuf in) {
      if (begun) {
        return Cut.await();
      }
      if (in.getByte(in.readerIndex()) != 22) {
        ByteBuf answer = Unpooled.copiedBuffer("plain", US_ASCII);
        return Cut.refuse(Rendering.lastReply(answer, "plain"), "it does not speak TLS");
      }
      int length = length(in);
      begun = length > 0;
      return length == 0 ? Cut.more() : Cut.request(length, false, new Hello(offered));
    }

    @Override
    public Cut cutReply(ByteBuf in) {
      int length = length(in);
      return !begun
          ? Cut.await()
          : length == 0
              ? Cut.more()
              : Cut.reply(length, true, new Answer(in.getByte(in.readerIndex()))).thenAbove();
    }

    @Override
    public @Nullable Object attribute(
        Attribute attribute, String name, Message message, ByteBuf head) {
      return message instanceof Answer answer ? String.valueOf(answer.type()) : "yes";
    }

    @Override
    public Rendering render(Failure failure, Exchange exchange, ByteBufAllocator allocator) {
      // handshake_failure
      return Rendering.lastReply(
          allocator.buffer().writeBytes(ByteBufUtil.decodeHexDump("15030300020228")), "alert");
    }
  }
}
