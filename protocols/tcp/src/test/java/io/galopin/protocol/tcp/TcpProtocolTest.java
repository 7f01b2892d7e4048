package io.galopin.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Cut;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Message;
import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Session;
import io.galopin.api.Trouble;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TcpProtocolTest {

  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final TcpProtocolFactory factory = new TcpProtocolFactory();
  private final LatestRequest pairing = new LatestRequest();
  private final Session session = factory.create(Options.defaults(factory.options())).open(pairing);
  private final Cut cut = new Cut();

  @Test
  void isListedForThePluginLoader() throws IOException {
    StringBuilder listed = new StringBuilder();
    // The compiler also writes an empty index for the tests, which must not hide the real one.
    for (URL index :
        Collections.list(
            factory.getClass().getClassLoader().getResources("META-INF/extensions.idx"))) {
      try (InputStream lines = index.openStream()) {
        listed.append(new String(lines.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(listed.toString().lines()).contains(TcpProtocolFactory.class.getName());
  }

  @Test
  void mapsEveryOption() {
    Protocol protocol =
        factory.create(
            Options.of(
                factory.options(),
                Map.of("buffer", "32 KiB", "keep-alive", true, "reuse-socket", true)));

    assertThat(protocol.readBytes()).isEqualTo(32_768);
    assertThat(protocol.optional()).isTrue();
    assertThat(protocol.acceptsInsertion()).isTrue();
  }

  @Test
  void saysWhichOptionsChangeNothing() {
    Logger log = (Logger) LoggerFactory.getLogger(ConnectionOptions.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      factory.create(Options.defaults(factory.options()));
      assertThat(lines.list).isEmpty();

      factory.create(Options.of(factory.options(), Map.of("keep-alive", true)));
      assertThat(lines.list)
          .singleElement()
          .asString()
          .contains("protocol tcp: keep-alive = true changes nothing");
    } finally {
      log.detachAppender(lines);
    }
  }

  @Test
  void cutsAConversationIntoTurns() {
    assertThat(reply("220 ready")).isEqualTo(Cut.Kind.PASS);
    assertThat(request("EHLO ")).isEqualTo(Cut.Kind.HEAD);
    assertThat(request("me")).isEqualTo(Cut.Kind.BODY);
    assertThat(reply("250")).isEqualTo(Cut.Kind.HEAD);
    assertThat(reply(" ok")).isEqualTo(Cut.Kind.BODY);
    assertThat(request("QUIT")).isEqualTo(Cut.Kind.HEAD);
    assertThat(reply("221")).isEqualTo(Cut.Kind.HEAD);
  }

  @Test
  void givesTheFirstBytesOfATurn() {
    ByteBuf head = buffer("x".repeat(2 * Attribute.Type.MOST_BYTES)).skipBytes(1);
    head.setByte(1, 'y');

    assertThat(factory.attributes())
        .extracting(Attribute::toString)
        .containsExactly("tcp.bytes", "tcp.reply.bytes");
    for (Attribute attribute : factory.attributes()) {
      assertThat(session.attribute(attribute, "", () -> "", head))
          .isEqualTo(
              ("y" + "x".repeat(Attribute.Type.MOST_BYTES - 1))
                  .getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(head.readerIndex()).isEqualTo(1);
    head.release();
  }

  @Test
  void namesATurnByItsLength() {
    request("QUIT");

    assertThat(session.label(Objects.requireNonNull(cut.message()), Unpooled.EMPTY_BUFFER))
        .isEqualTo("4 bytes");
  }

  @Test
  void rendersFailuresAsAReset() {
    Rendering rendering = session.render(Failure.ERROR, new AnyExchange(), ALLOCATOR);

    assertThat(rendering.end()).isEqualTo(Rendering.End.RESET);
    assertThat(rendering.bytes().isReadable()).isFalse();
  }

  @Test
  void hasNoWordsForTrouble() {
    Trouble trouble = new Trouble(Trouble.Kind.UNREACHABLE, "nobody listens");

    assertThat(session.rendersTrouble()).isFalse();
    assertThat(session.render(trouble, () -> "1 byte", ALLOCATOR)).isNull();
  }

  private Cut.Kind request(String bytes) {
    ByteBuf in = buffer(bytes);
    cut.clear();
    session.cutRequest(in, cut);
    in.release();
    if (cut.kind() == Cut.Kind.HEAD) {
      pairing.latest = cut.message();
      pairing.replied = false;
    }
    assertThat(cut.length()).isEqualTo(bytes.length());
    return cut.kind();
  }

  private Cut.Kind reply(String bytes) {
    ByteBuf in = buffer(bytes);
    cut.clear();
    session.cutReply(in, cut);
    in.release();
    pairing.replied = pairing.latest != null;
    assertThat(cut.length()).isEqualTo(bytes.length());
    return cut.kind();
  }

  private static ByteBuf buffer(String bytes) {
    ByteBuf in = ALLOCATOR.buffer();
    in.writeCharSequence(bytes, StandardCharsets.US_ASCII);
    return in;
  }

  /** What an engine would say that forwards everything at once. */
  private static final class LatestRequest implements Pairing {
    private @Nullable Message latest;
    private boolean replied;

    @Override
    public @Nullable Message answered() {
      return latest;
    }

    @Override
    public boolean replyForwarded() {
      return replied;
    }

    @Override
    public boolean settled() {
      return true;
    }

    @Override
    public boolean payloadMatters() {
      return false;
    }

    @Override
    public String upstream() {
      return "localhost:1";
    }
  }

  private static final class AnyExchange implements Exchange {
    @Override
    public long connection() {
      return 1;
    }

    @Override
    public long ordinal() {
      return 1;
    }

    @Override
    public Message request() {
      return () -> "1 byte";
    }

    @Override
    public @Nullable Message reply() {
      return null;
    }

    @Override
    public boolean acceptsInsertion() {
      return true;
    }

    @Override
    public double draw(String purpose) {
      return 0;
    }

    @Override
    public <T> T connectionState(Supplier<T> initial) {
      return initial.get();
    }
  }
}
