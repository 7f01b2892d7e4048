package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests what each action does to pipelined exchanges on one connection. */
class ExchangeTest {

  private final Rig rig = new Rig();
  private final Queue<String> atBackend = new ConcurrentLinkedQueue<>();
  private Address backend = new Address("127.0.0.1", 1);

  @BeforeEach
  void startBackend() throws IOException {
    backend = rig.backend(this::echo);
  }

  /** Answers each line with {@code re: line}; bodies are swallowed, {@code !} is not answered. */
  private void echo(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      atBackend.add(line);
      if (line.startsWith("PUT ")) {
        in.skip(Integer.parseInt(line.substring(4)));
      }
      if (line.equals("late")) {
        socket.getOutputStream().write("~wait\n".getBytes(US_ASCII));
      }
      if (!line.startsWith("!")) {
        socket.getOutputStream().write(("re: " + line + "\n").getBytes(US_ASCII));
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private String all(Behavior behavior, String requests) throws IOException {
    try (Socket client = rig.connect(rig.open(new LineProtocol(), backend, behavior))) {
      client.getOutputStream().write(requests.getBytes(US_ASCII));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private static Behavior before(Function<String, Decision> decide) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return decide.apply(exchange.request().label());
      }
    };
  }

  private static Behavior between(Function<String, Decision> decide) {
    return new Behavior() {
      @Override
      public Decision onBetweenHandle(Exchange exchange) {
        return decide.apply(exchange.request().label());
      }
    };
  }

  private static Behavior after(Function<String, Decision> decide) {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return decide.apply(exchange.request().label());
      }
    };
  }

  private static Function<String, Decision> on(String label, Decision decision) {
    return request -> request.equals(label) ? decision : Decision.pass();
  }

  private List<String> faults() {
    return rig.engine.journal().after(0, 1000).stream()
        .map(entry -> entry.exchange() + " " + entry.decision() + " [" + entry.request() + "]")
        .toList();
  }

  @Test
  void anExchangeThatIsNotTouchedPasses() throws IOException {
    assertThat(all(new Behavior() {}, "a\nb\nPUT 3\nxyzc\n"))
        .isEqualTo("re: a\nre: b\nre: PUT 3\nre: c\n");
    assertThat(faults()).isEmpty();
  }

  @Test
  void aFailureTakesItsPlaceAmongTheReplies() throws IOException {
    assertThat(all(before(on("b", Decision.fail(Failure.ERROR))), "a\nb\nc\n"))
        .isEqualTo("re: a\nERROR b\nre: c\n");
    assertThat(atBackend).containsExactly("a", "c");
    assertThat(faults()).containsExactly("2 fail ERROR [b]");
  }

  @Test
  void aFailureOfEveryExchangeNeverReachesTheBackend() throws IOException {
    assertThat(all(before(request -> Decision.fail(Failure.ERROR)), "a\nPUT 4\nbodyb\n"))
        .isEqualTo("ERROR a\nERROR PUT 4\nERROR b\n");
    assertThat(atBackend).isEmpty();
  }

  @Test
  void theBackendGetsASubstituteForAFailureThatItHasToKnowOf() throws IOException {
    assertThat(all(before(on("END x", Decision.fail(Failure.ERROR))), "a\nEND x\nEND y\n"))
        .isEqualTo("re: a\nERROR END x\nre: END y\n");
    assertThat(atBackend).containsExactly("a", "UNDO x", "END y");
    assertThat(faults()).containsExactly("2 fail ERROR [END x]");
  }

  @Test
  void aFailureOfARequestWithoutReplySaysNothing() throws IOException {
    assertThat(all(before(on("!b", Decision.fail(Failure.ERROR))), "a\n!b\nc\n"))
        .isEqualTo("re: a\nre: c\n");
    assertThat(atBackend).containsExactly("a", "c");
  }

  @Test
  void aBodyTooLargeToDiscardEndsTheConnectionAfterTheFailure() throws IOException {
    String body = "x".repeat((1 << 20) + 1);
    assertThat(
            all(
                before(request -> Decision.fail(Failure.ERROR)),
                "PUT " + (body.length() + 10) + "\n" + body))
        .startsWith("ERROR PUT ");
  }

  @Test
  void aDelayBeforeHoldsItsOwnAndLaterExchangesInOrder() throws IOException {
    assertThat(all(before(on("a", Decision.delay(Duration.ofMillis(50)))), "a\nb\nPUT 2\nxyc\n"))
        .isEqualTo("re: a\nre: b\nre: PUT 2\nre: c\n");
    assertThat(atBackend).containsExactly("a", "b", "PUT 2", "c");
    assertThat(faults()).containsExactly("1 delay 50 ms [a]");
  }

  @Test
  void aDelayAfterHoldsTheReplyAndKeepsTheOrder() throws IOException {
    assertThat(all(after(on("a", Decision.delay(Duration.ofMillis(50)))), "a\nlate\nc\n"))
        .isEqualTo("re: a\n~wait\nre: late\nre: c\n");
    assertThat(faults()).containsExactly("1 delay 50 ms [a]");
  }

  @Test
  void aDelayMayBeFollowedByAFailure() throws IOException {
    Decision late = Decision.fail(Failure.ERROR).delayedBy(Duration.ofMillis(30));
    assertThat(all(before(on("b", late)), "a\nb\nc\n")).isEqualTo("re: a\nERROR b\nre: c\n");
    assertThat(faults()).containsExactly("2 delay 30 ms [b]", "2 fail ERROR [b]");
  }

  @Test
  void aFailureAfterReplacesTheReply() throws IOException {
    assertThat(all(after(on("b", Decision.fail(Failure.ERROR))), "a\nb\nc\n"))
        .isEqualTo("re: a\nERROR b\nre: c\n");
    assertThat(atBackend).containsExactly("a", "b", "c");
  }

  @Test
  void aFailureBetweenReplacesTheReply() throws IOException {
    assertThat(all(between(on("b", Decision.fail(Failure.ERROR))), "a\nb\nc\n"))
        .isEqualTo("re: a\nERROR b\nre: c\n");
    assertThat(atBackend).containsExactly("a", "b", "c");
  }

  @Test
  void aCloseComesAfterTheRepliesBeforeIt() throws IOException {
    assertThat(all(before(on("b", Decision.close())), "a\nb\nc\n")).isEqualTo("re: a\n");
    assertThat(atBackend).doesNotContain("b", "c");
    assertThat(faults()).containsExactly("2 close [b]");
  }

  @Test
  void aCloseBetweenLetsTheRequestReachTheBackend() throws IOException {
    assertThat(all(between(request -> Decision.close()), "a\n")).isEmpty();
    await().until(() -> atBackend.contains("a"));
    assertThat(faults()).containsExactly("1 close [a]");
  }

  @Test
  void aCloseAfterThrowsTheReplyAway() throws IOException {
    assertThat(all(after(on("b", Decision.close())), "a\nb\n")).isEqualTo("re: a\n");
    assertThat(atBackend).containsExactly("a", "b");
  }

  @Test
  void aResetIsAReset() throws IOException {
    assertThatThrownBy(() -> all(before(request -> Decision.reset()), "a\n"))
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
    assertThat(faults()).containsExactly("1 reset [a]");
  }

  @Test
  void babbleIsSentAndThenTheConnectionIsClosed() throws IOException {
    assertThat(all(before(on("b", Decision.babble(1000))), "a\nb\nc\n"))
        .startsWith("re: a\n")
        .hasSize(6 + 1000);
    assertThat(faults()).containsExactly("2 1000 random bytes, close [b]");
  }

  @Test
  void insertedBytesStandInTheMiddleOfTheReply() throws IOException {
    assertThat(all(after(on("b", Decision.insert(10))), "a\nb\nc\n"))
        .startsWith("re: a\nre:")
        .hasSize(18 + 10)
        .endsWith("re: c\n");
    assertThat(faults()).containsExactly("2 insert 10 random bytes [b]");
  }

  @Test
  void aHangGivesNoReplyUntilItsBehaviorIsGone() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), backend, before(on("b", Decision.hang())));
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\nb\nc\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("re: a\n");
      await().until(() -> faults().contains("2 hang [b]"));
      assertThat(client.getInputStream().available()).isZero();
      proxy.setRules(proxy.spec().rules());
      client.setSoTimeout(100);
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      client.setSoTimeout(20_000);
      proxy.setRules(RuleSet.none());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(atBackend).containsExactly("a");
  }

  @Test
  void aHangEndsWhenTheClientEndsItsSide() throws IOException {
    assertThat(all(before(request -> Decision.hang()), "a\n")).isEmpty();
  }

  @Test
  void bytesThatTheProtocolRefusesAreAnsweredInTheirTurnAndEndTheConnection() throws IOException {
    assertThat(all(new Behavior() {}, "a\n?\nb\n")).isEqualTo("re: a\nREFUSED\n");
    assertThat(atBackend).doesNotContain("b");
    assertThat(faults()).containsExactly("0 refused: a question []");
  }

  @Test
  void aBehaviorThatThrowsLetsTheExchangePass() throws IOException {
    assertThat(
            all(
                before(
                    request -> {
                      throw new IllegalStateException("a bug, for the test");
                    }),
                "a\n"))
        .isEqualTo("re: a\n");
  }

  @Test
  void aChangedRuleGovernsTheNextExchangeOfAnOpenConnection() throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), backend);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("re: a\n");
      proxy.setRules(Rig.always(before(request -> Decision.fail(Failure.ERROR))));
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(8)).asString(US_ASCII).isEqualTo("ERROR b\n");
    }
  }

  @Test
  void onRawTcpATurnIsAnExchange() throws IOException {
    Proxy proxy =
        rig.open(
            new TurnProtocol(),
            backend,
            new Behavior() {
              @Override
              public Decision onBeforeHandle(Exchange exchange) {
                return exchange.ordinal() == 2 ? Decision.reset() : Decision.pass();
              }
            });
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readNBytes(6)).asString(US_ASCII).isEqualTo("re: a\n");
      client.getOutputStream().write("b\n".getBytes(US_ASCII));
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThat(faults()).containsExactly("2 reset [2 bytes]");
  }
}
