package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that the journal and the counts of rules have exactly the faults that clients met. */
class FaultsMetTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  /** Replies to {@code GOT n} with n bytes, and to any other line with itself. */
  private static void answer(Socket socket) throws IOException {
    var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String body = line.startsWith("GOT ") ? "x".repeat(Integer.parseInt(line.substring(4))) : "";
      socket.getOutputStream().write((line + "\n" + body).getBytes(US_ASCII));
    }
  }

  private static Behavior after(Action action) {
    return new Behavior() {
      @Override
      public Decision onAfterHandle(Exchange exchange) {
        return Decision.act(action);
      }
    };
  }

  private String all(RuleSet rules, String requests) throws IOException {
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(FaultsMetTest::answer));
    proxy.setRules(rules);
    try (Socket client = rig.connect(proxy)) {
      client.getOutputStream().write(requests.getBytes(US_ASCII));
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private List<String> faults() {
    return rig.engine.journal().after(0, 1000).stream()
        .map(entry -> entry.exchange() + " " + entry.rule() + " " + entry.decision())
        .toList();
  }

  private static Rule rule(String name, Behavior behavior) {
    return new Rule(
        name,
        Condition.always(),
        Trigger.ALWAYS,
        Mix.of(Map.of(name, BigDecimal.valueOf(100)), plugin -> behavior),
        true,
        true);
  }

  @Test
  void anEmptyBodyIsNeitherThrottledNorCorrupted() throws IOException {
    Rule throttle = rule("throttle", after(new Action.Throttle(100)));
    Rule corrupt = rule("corrupt", after(new Action.Corrupt(100)));
    Rule cut = rule("cut", after(new Action.Truncate(1, Action.End.CLOSE)));
    assertThat(all(new RuleSet(List.of(throttle, corrupt, cut)), "a\n")).isEqualTo("a\n");
    assertThat(faults()).isEmpty();
    assertThat(List.of(throttle, corrupt, cut))
        .allSatisfy(
            rule -> {
              assertThat(rule.tally().fired()).isZero();
              assertThat(rule.tally().withoutEffect()).isOne();
            });
    assertThat(all(new RuleSet(List.of(throttle, corrupt)), "GOT 1\n")).startsWith("GOT 1\n");
    assertThat(faults())
        .containsExactlyInAnyOrder(
            "1 throttle throttle to 100 bytes per second",
            "1 corrupt turn over a bit in each 100 bytes");
    assertThat(throttle.tally().fired()).isOne();
    assertThat(throttle.tally().withoutEffect()).isOne();
  }

  @Test
  void anErrorBehindAReplyThatIsCutNeverHappened() throws IOException {
    Behavior behavior =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.ordinal() == 2
                ? Decision.act(new Action.Fail(Failure.ERROR))
                : Decision.act(new Action.Truncate(5, Action.End.CLOSE));
          }
        };
    assertThat(all(new RuleSet(List.of(rule("both", behavior))), "GOT 9\nb\n"))
        .isEqualTo("GOT 9\nxxxxx");
    assertThat(faults()).containsExactly("1 both cut the reply short, close");
  }

  @Test
  void eachRuleThatRewritesHasAnEntry() throws IOException {
    Rule first = rule("first", after(new Action.Rewrite(Map.of("reply", "one"))));
    Rule second = rule("second", after(new Action.Rewrite(Map.of("other", "two"))));
    assertThat(all(new RuleSet(List.of(first, second)), "a\n")).isEqualTo("one\n");
    assertThat(faults()).containsExactly("1 second rewrite other", "1 first rewrite reply");
    Rule same = rule("same", after(new Action.Rewrite(Map.of("reply", "a"))));
    assertThat(all(new RuleSet(List.of(same)), "a\n")).isEqualTo("a\n");
    assertThat(same.tally().fired()).isZero();
    assertThat(faults()).noneMatch(fault -> fault.contains("same"));
  }

  @Test
  void aDelayOfNothingHasNoEffect() throws IOException {
    Behavior nothing =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.delay(Duration.ZERO);
          }
        };
    Rule rule = rule("delay", nothing);
    assertThat(all(new RuleSet(List.of(rule)), "a\n")).isEqualTo("a\n");
    assertThat(rule.tally().fired()).isZero();
    assertThat(rule.tally().withoutEffect()).isOne();
  }

  private static Behavior before(Action action) {
    return new Behavior() {
      @Override
      public Decision onBeforeHandle(Exchange exchange) {
        return Decision.act(action);
      }
    };
  }

  @Test
  void aRequestThatIsRewrittenAndThenFailsIsNotOnRecordAsRewritten() throws IOException {
    Rule rewrite = rule("rewrite", before(new Action.Rewrite(Map.of("reply", "one"))));
    Rule fail = rule("fail", before(new Action.Fail(Failure.ERROR)));
    assertThat(all(new RuleSet(List.of(rewrite, fail)), "a\n")).isEqualTo("ERROR a\n");
    assertThat(faults()).containsExactly("1 fail fail ERROR");
    assertThat(rewrite.tally().fired()).isZero();
  }

  @Test
  void aReplyThatIsRewrittenAndThenFailsIsNotOnRecordAsRewritten() throws IOException {
    Behavior fails =
        new Behavior() {
          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return Decision.fail(Failure.ERROR).delayedBy(Duration.ofMillis(50));
          }
        };
    // After the reply, rules are asked in reverse.
    Rule fail = rule("fail", fails);
    Rule rewrite = rule("rewrite", after(new Action.Rewrite(Map.of("reply", "one"))));
    assertThat(all(new RuleSet(List.of(fail, rewrite)), "a\n")).isEqualTo("ERROR a\n");
    assertThat(faults()).containsExactly("1 fail delay 50 ms", "1 fail fail ERROR");
    assertThat(rewrite.tally().fired()).isZero();
  }

  @Test
  void aRequestThatIsRewrittenAndHasNoBackendIsNotOnRecordAsRewritten() throws IOException {
    Address nobody;
    try (ServerSocket closed = new ServerSocket(0)) {
      nobody = new Address("127.0.0.1", closed.getLocalPort());
    }
    Rule rewrite = rule("rewrite", before(new Action.Rewrite(Map.of("reply", "one"))));
    Proxy proxy = rig.open(new LineProtocol(), nobody);
    proxy.setRules(new RuleSet(List.of(rewrite)));
    try (Socket client = rig.connect(proxy)) {
      await().until(() -> !faults().isEmpty());
      client.getOutputStream().write("a\n".getBytes(US_ASCII));
      assertThat(client.getInputStream().readAllBytes())
          .asString(US_ASCII)
          .isEqualTo("TROUBLE UNREACHABLE\n");
    }
    assertThat(faults()).hasSize(1);
    assertThat(rewrite.tally().fired()).isZero();
  }
}
