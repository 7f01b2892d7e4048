package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ControlServerTest {

  private final Engine engine = new Engine(EngineSettings.withSeed(1));

  @AfterEach
  void stop() {
    engine.close();
  }

  private static ControlSettings settings(String host, int port, Optional<String> token) {
    return new ControlSettings(host, port, token, "0.1", Optional.empty(), Optional.empty());
  }

  private ControlServer start(String host, int port) {
    return ControlServer.start(settings(host, port, Optional.empty()), engine, ControlRig.CATALOG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", ""})
  void listensOnAFreePort(String host) throws IOException {
    try (ControlServer server = start(host, 0)) {
      int port = server.address().join().getPort();

      new Socket(InetAddress.getLoopbackAddress(), port).close();
      assertThat(port).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, false, 1", "0.0.0.0, true, 0", "127.0.0.1, false, 0"})
  void warnsWhenOthersCanReachItWithoutAToken(String host, boolean token, int warnings) {
    Logger logger = (Logger) LoggerFactory.getLogger(ControlServer.class);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    logger.addAppender(seen);
    Optional<String> wanted = token ? Optional.of("s3cret") : Optional.empty();
    try (ControlServer server =
        ControlServer.start(settings(host, 0, wanted), engine, ControlRig.CATALOG)) {
      server.address().join();
    } finally {
      logger.detachAppender(seen);
    }

    assertThat(seen.list).hasSize(warnings);
    assertThat(seen.list).allMatch(line -> line.getFormattedMessage().contains("has no token"));
  }

  @Test
  void saysThatItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ControlServer server = start("127.0.0.1", taken.getLocalPort())) {
      assertThatThrownBy(() -> server.address().join())
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(
              "control API: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
    }
  }

  @Test
  void saysThatItsHostIsUnknown() {
    try (ControlServer server = start("no.such.host.invalid", 0)) {
      assertThatThrownBy(() -> server.address().join())
          .cause()
          .isInstanceOf(IOException.class)
          .hasMessage("control API: cannot listen on no.such.host.invalid:0: its name is unknown");
    }
  }

  @Test
  void isGoneWhenItIsClosed() {
    ControlServer server = start("127.0.0.1", 0);
    int port = server.address().join().getPort();

    server.close();
    server.close();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
    // A thread that has finished may still exist for a moment.
    await()
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("vert.x-eventloop")));
  }

  @Test
  void canBeClosedBeforeItListens() {
    start("127.0.0.1", 0).close();

    assertThat(engine.proxies()).isEmpty();
  }

  @Test
  void wantsAPortAndATokenThatAreSome() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("localhost", 65_536, Optional.empty()))
        .withMessage("port: 65536 (expected: 0 to 65535)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings("localhost", 0, Optional.of(" ")))
        .withMessage(
            "token: not valid (expected: 1 to 1000 characters of ASCII, no spaces and no control"
                + " characters)");
  }

  @Test
  void doesNotShowTheToken() {
    assertThat(settings("localhost", 80, Optional.of("s3cret")))
        .hasToString("control API on localhost:80 with a token");
  }
}
