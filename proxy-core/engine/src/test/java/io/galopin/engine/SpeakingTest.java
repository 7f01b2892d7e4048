package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.exchange.ExchangeLog;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.Subscription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Tests what the engine logs about traffic, and what it counts for others. */
class SpeakingTest {

  private final LogLines log = new LogLines();
  private final List<String> changes = new CopyOnWriteArrayList<>();
  private final Rig rig = new Rig(EngineSettings.withSeed(1).withWatch(this::changed));

  private final Logger exchanges = (Logger) LoggerFactory.getLogger(ExchangeLog.class);

  private void changed(Proxy proxy) {
    String now = proxy.isClosed() ? "is closed" : proxy.spec().rules().toString();
    changes.add(proxy.spec().name() + " " + now);
  }

  @BeforeEach
  void tellOfExchanges() {
    exchanges.setLevel(Level.DEBUG);
  }

  @AfterEach
  void close() throws IOException {
    exchanges.setLevel(null);
    rig.close();
    log.close();
  }

  private static Behavior failing() {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return exchange.label().equals("b") ? Decision.fail(Failure.ERROR) : Decision.pass();
      }
    };
  }

  private static void say(Socket socket) throws IOException {
    socket.getInputStream().read();
    socket.getOutputStream().write("re\n".getBytes(US_ASCII));
    while (socket.getInputStream().read() >= 0) {}
  }

  private void send(Proxy proxy, String lines) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write(lines.getBytes(US_ASCII));
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void saysOnceOfEachKindThatSomethingWasRefused() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(SpeakingTest::say));
    Proxy other = rig.open(new LineProtocol(), rig.backend(SpeakingTest::say));

    send(proxy, "?\n");
    send(proxy, "?\n");
    send(other, "?\n");

    assertThat(log.with("refused what"))
        .containsExactly(
            "p0: refused what a client sent in protocol test: a question; logged only once",
            "p1: refused what a client sent in protocol test: a question; logged only once");
  }

  @Test
  void saysOfEachExchangeWhatBecameOfIt() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(SpeakingTest::say), failing());

    send(proxy, "a\n!c\nb\nd\n");

    assertThat(log.with("p0#1/"))
        .hasSize(4)
        .anyMatch(line -> line.matches("p0#1/1 a: re, \\d+ ms"))
        .anyMatch(line -> line.matches("p0#1/2 !c: no reply expected, \\d+ ms"))
        .anyMatch(line -> line.matches("p0#1/3 b: answered by Galopin: ERROR, \\d+ ms"))
        .anyMatch(line -> line.matches("p0#1/4 d: no reply, \\d+ ms"));
    assertThat(proxy.accepted()).isEqualTo(1);
    assertThat(proxy.exchanges()).isEqualTo(4);
  }

  @Test
  void tellsWhoeverListensOfExchanges() throws IOException {
    List<FinishedExchange> told = new CopyOnWriteArrayList<>();
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(SpeakingTest::say));
    InetSocketAddress from;
    Subscription subscription = rig.engine.exchanges().listen(told::add);
    Instant before = Instant.now();
    try (Socket client = rig.connect(proxy)) {
      from = (InetSocketAddress) client.getLocalSocketAddress();
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    }
    await().until(() -> told.size() == 1);
    subscription.close();
    send(proxy, "b\n");

    FinishedExchange exchange = told.get(0);
    assertThat(told).hasSize(1);
    assertThat(exchange.proxy()).isEqualTo("p0");
    assertThat(exchange.protocol()).isEqualTo("test");
    assertThat(exchange.client().getPort()).isEqualTo(from.getPort());
    assertThat(exchange.how()).isEqualTo(FinishedExchange.How.REPLIED);
    assertThat(exchange.replyBytes()).isEqualTo(3);
    assertThat(exchange.began()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(exchange.times().backend()).isBetween(0L, exchange.times().total());
    assertThat(exchange.times().added()).isBetween(0L, exchange.times().total());
  }

  @Test
  void tellsWhoeverWatchesOfProxiesAndTheirChanges() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(SpeakingTest::say));
    proxy.setRules(Rig.always(failing()));
    proxy.become(proxy.spec().withEnabled(false)).join();
    proxy.close().join();

    assertThat(changes)
        .containsExactly("p0 100:dummy", "p0 100:always", "p0 100:always", "p0 is closed");
  }
}
