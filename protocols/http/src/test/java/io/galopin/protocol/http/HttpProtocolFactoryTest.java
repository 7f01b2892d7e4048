package io.galopin.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class HttpProtocolFactoryTest {

  private final HttpProtocolFactory factory = new HttpProtocolFactory();

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
    assertThat(listed.toString().lines()).contains(HttpProtocolFactory.class.getName());
  }

  @Test
  void hasDefaults() {
    assertThat(factory.create(Options.defaults(factory.options())))
        .isEqualTo(new HttpProtocol(new Limits(8_192, 65_536), false, 0));
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
            "max-line",
            "1 KiB",
            "max-head",
            "4 KiB");

    assertThat(factory.create(Options.of(factory.options(), given)))
        .isEqualTo(new HttpProtocol(new Limits(1_024, 4_096), true, 16_384));
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
}
