package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

class HttpProtocolFactoryTest {

  private final HttpProtocolFactory factory = new HttpProtocolFactory();

  @Test
  void hasDefaults() {
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(new HttpProtocol(new Limits(8_192, 65_536), false, false, 0));
  }

  @Test
  void mapsEveryOption() {
    Map<String, Object> given =
        Map.of(
            "buffer",
            "16 KiB",
            "keep-alive",
            true,
            "reuse-socket",
            true,
            "overwrite-host-header",
            true,
            "fault-header",
            true,
            "max-line",
            "1 KiB",
            "max-head",
            "4 KiB");

    assertThat(factory.create(Options.of(factory.options(), given)))
        .isEqualTo(new HttpProtocol(new Limits(1_024, 4_096), true, true, 16_384));
    assertThat(given).hasSize(factory.options().size());
  }

  @Test
  void refusesAHeadShorterThanALine() {
    Options options = Options.of(factory.options(), Map.of("max-head", 1_000));

    assertThatThrownBy(() -> factory.create(options))
        .isInstanceOf(OptionException.class)
        .hasMessage("max-head: 1000 (expected: at least max-line, which is 8192)");
  }

  @Test
  void saysOnceWhichOptionsChangeNothing() {
    Logger log = (Logger) LoggerFactory.getLogger(ConnectionOptions.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    try {
      factory.create(Options.of(factory.options(), Map.of("reuse-socket", true)));
    } finally {
      log.detachAppender(lines);
    }
    assertThat(lines.list)
        .singleElement()
        .asString()
        .contains("protocol http: reuse-socket = true changes nothing");
  }

  @Test
  void takesNoForeignBytesIntoReplies() {
    assertThat(factory.create(Options.defaults(factory.options())).acceptsInsertion()).isFalse();
  }

  @Test
  void saysWhatItsMessagesAndFailuresHave() {
    assertThat(factory.attributes())
        .extracting(Attribute::toString)
        .containsExactly(
            "http.method",
            "http.path",
            "http.query.NAME",
            "http.host",
            "http.header.NAME",
            "http.status",
            "http.reply.header.NAME");
    assertThat(factory.attributes())
        .filteredOn(Attribute::perName)
        .allMatch(Attribute::secret, "may be a secret");
    assertThat(factory.failures()).extracting(Failure.Kind::name).containsExactly("error");
    assertThat(factory.failureOptions())
        .extracting(Option::name)
        .containsExactly("status", "headers", "body");
  }

  @ParameterizedTest
  @CsvSource({
    "http.path, '', /a, ''",
    "http.path, '', a, a path that begins with a slash",
    "http.host, '', x.example:80, ''",
    "http.host, '', '', 'a host, or host:port'",
    "http.status, '', 200, ''",
    "http.status, '', 599, ''",
    "http.status, '', 204, 'a status from 200 to 599 other than 204 and 304, after which there is"
        + " no body'",
    "http.header, X-A, '', ''",
    "http.header, X-A, ÿ, ''",
    "http.header, X-A, €, 'a header field, its name of letters, digits and hyphens, in Latin-1'",
    "http.header, HOST, x, http.host in place of a field",
    "http.reply.header, Content-Length, 5, 'another field than Content-Length, by which the"
        + " message''s end is found'"
  })
  void saysWhichValuesItsAttributesCanBeGiven(
      String attribute, String name, String value, String expected) {
    Attribute asked =
        factory.attributes().stream()
            .filter(candidate -> candidate.name().equals(attribute))
            .findFirst()
            .orElseThrow();

    assertThat(asked.writable()).isTrue();
    assertThat(factory.expectation(asked, name, value).orElse("")).isEqualTo(expected);
  }
}
