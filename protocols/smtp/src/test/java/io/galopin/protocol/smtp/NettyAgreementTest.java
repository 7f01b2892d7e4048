package io.galopin.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.testkit.TestSession;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.smtp.SmtpResponse;
import io.netty.handler.codec.smtp.SmtpResponseDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Netty's decoder for clients reads replies as this protocol does. */
class NettyAgreementTest {

  private static final SmtpProtocolFactory SMTP = new SmtpProtocolFactory();

  private static List<Integer> codes(String replies) {
    EmbeddedChannel channel = new EmbeddedChannel(new SmtpResponseDecoder(4096));
    try {
      channel.writeInbound(Unpooled.copiedBuffer(replies, StandardCharsets.ISO_8859_1));
      return channel.inboundMessages().stream().map(r -> ((SmtpResponse) r).code()).toList();
    } finally {
      channel.finishAndReleaseAll();
    }
  }

  @ParameterizedTest
  @EnumSource(SmtpFailure.class)
  void readsFailures(SmtpFailure failure) {
    String name = failure.name().toLowerCase(Locale.ROOT).replace('_', '-');
    Failure given = new Failure(name, Options.defaults(SMTP.failureOptions()));
    try (TestSession session = Greeted.session().client("NOOP\r\n")) {
      String rendered = session.rendered(given);
      assertThat(codes(rendered)).containsExactly(failure.line(given.options(), false).status());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "250 a\r\n",
        "250-a\r\n250 b\r\n",
        "250-a\r\n250-\r\n250 2.0.0 b\r\n220 c\r\n",
        "334 \r\n",
        "250 a\n354 b\n"
      })
  void readsReplies(String replies) {
    try (TestSession session = Greeted.session().client("NOOP\r\nNOOP\r\n").backend(replies)) {
      assertThat(session.replies())
          .extracting(reply -> ((SmtpReply) reply).status())
          .startsWith(220)
          .endsWith(codes(replies).toArray(Integer[]::new));
      assertThat(session.replies()).hasSize(1 + codes(replies).size());
    }
  }
}
