package io.galopin.protocol.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.TroubleTelling;
import io.galopin.testkit.TestConnection;
import io.galopin.testkit.TestSession;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class TcpProtocolTest {

  private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private final TcpProtocolFactory factory = new TcpProtocolFactory();
  private final TestSession session = TestSession.of(factory);

  @AfterEach
  void close() {
    session.close();
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
    session.backend("220 ready").client("EHLO ").client("me");
    session.backend("250").backend(" ok").client("QUIT").backend("221");

    assertThat(session.seen()).containsExactly("< pass 9", "> turn", "< turn", "> turn", "< turn");
    assertThat(session.toBackend()).isEqualTo("EHLO meQUIT");
    assertThat(session.toClient()).isEqualTo("220 ready250 ok221");
  }

  @Test
  void givesTheFirstBytesOfATurn() {
    String turn = "y" + "x".repeat(2 * Attribute.Type.MOST_BYTES);
    session.client(turn).backend(turn);

    assertThat(factory.attributes())
        .extracting(Attribute::toString)
        .containsExactly("tcp.bytes", "tcp.reply.bytes");
    for (Attribute attribute : factory.attributes()) {
      assertThat(session.attribute(attribute.name()).orElseThrow())
          .isEqualTo(
              turn.substring(0, Attribute.Type.MOST_BYTES).getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Test
  void namesATurnByItsLength() {
    session.client("QUIT");

    assertThat(session.requests()).extracting(Request::label).containsExactly("4 bytes");
  }

  @Test
  void failsATurnAtOnceAsNobodyKnowsItsEnd() {
    session.client("QUIT");

    assertThat(session.requests()).singleElement().returns(true, Request::failsAtOnce);
  }

  @Test
  void rendersFailuresAsAReset() {
    Rendering rendering =
        session.session().render(Failure.ERROR, new TestConnection(1).nextExchange(), ALLOCATOR);

    assertThat(rendering.end()).isEqualTo(Rendering.End.RESET);
    assertThat(rendering.bytes().isReadable()).isFalse();
  }

  @Test
  void hasNoWordsForTrouble() {
    assertThat(session.session()).isNotInstanceOf(TroubleTelling.class);
  }
}
