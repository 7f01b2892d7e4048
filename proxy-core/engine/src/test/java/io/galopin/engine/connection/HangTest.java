package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.testbed.VirtualSocket;
import io.galopin.testbed.VirtualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that after a hang, a client gets neither this reply nor later ones. */
class HangTest {

  private static final Duration LATER = Duration.ofMillis(50);

  private final VirtualTime time = new VirtualTime();
  private final Wire atClient = new Wire();
  private final Wire atBackend = new Wire();
  private final VirtualSocket client = VirtualSocket.accepted(time.loop()).tell(atClient);
  private final List<VirtualSocket> dialled = new ArrayList<>();
  private final VirtualProxy proxy = new VirtualProxy(new LineProtocol());
  private boolean gone;

  /** Decides for {@code b} at a hook; {@code f} fails. */
  private void start(int hook, Decision decision) {
    Behavior behavior =
        new Behavior() {
          private Decision at(Exchange exchange, int asked) {
            return asked == hook && exchange.request().label().equals("b")
                ? decision
                : Decision.pass();
          }

          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.request().label().equals("f")
                ? Decision.fail(Failure.ERROR)
                : at(exchange, 0);
          }

          @Override
          public Decision onBetweenHandle(Exchange exchange) {
            return at(exchange, 1);
          }

          @Override
          public Decision onAfterHandle(Exchange exchange) {
            return at(exchange, 2);
          }
        };
    proxy.rules = RuleSet.of(Mix.of(Map.of("hang", BigDecimal.valueOf(100)), same -> behavior));
    proxy.network = proxy.network.andThen(dialled::add);
    new Connection(proxy, 1, client, ended -> gone = true).start();
    time.run();
    backend().tell(atBackend);
  }

  private VirtualSocket backend() {
    return dialled.get(0);
  }

  private void clientSays(String text) {
    client.say(Wire.bytes(text));
    time.run();
  }

  private void backendSays(String text) {
    backend().say(Wire.bytes(text));
    time.run();
  }

  private List<String> faults() {
    return proxy.journal().after(0, 100).stream()
        .filter(entry -> entry.origin() == Journal.Origin.INJECTED)
        .map(entry -> entry.exchange() + " " + entry.decision())
        .toList();
  }

  @AfterEach
  void leavesNothingBehind() {
    client.peerEnds();
    time.advance(Duration.ofSeconds(2));
    assertThat(gone).isTrue();
    assertThat(proxy.memory().held()).isZero();
    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void whenTheRequestWasWritten() {
    start(1, Decision.hang());
    clientSays("a\nb\nc\n");

    backendSays("1\n2\n3\n");

    assertThat(atClient).hasToString("1\n");
    assertThat(faults()).containsExactly("2 hang");
  }

  @Test
  void someTimeAfterTheRequestWasWritten() {
    start(1, Decision.hang().delayedBy(LATER));
    clientSays("a\nb\nb\n");

    backendSays("1\n2\n3\n");
    time.advance(Duration.ofSeconds(1));

    assertThat(atClient).hasToString("1\n");
    assertThat(faults()).containsExactlyInAnyOrder("2 delay 50 ms", "3 delay 50 ms", "2 hang");
  }

  @Test
  void whenTheReplyIsThere() {
    start(2, Decision.hang());
    clientSays("a\nb\nb\nc\n");

    backendSays("1\n2\n3\n4\n");

    assertThat(atClient).hasToString("1\n");
    assertThat(faults()).containsExactly("2 hang");
  }

  @Test
  void whatTheProxyItselfAnswersLaterIsNotGivenEither() {
    start(2, Decision.hang());
    clientSays("b\nf\n");

    backendSays("1\n");

    assertThat(atClient).hasToString("");
    assertThat(faults()).containsExactly("1 hang");
  }

  @Test
  void whatWaitsBehindAReplyThatIsCutShortIsNotGiven() {
    start(2, Decision.act(new Action.Truncate(2, Action.End.SILENCE)).delayedBy(LATER));
    clientSays("b\nc\n");

    backendSays("GOT 4\n1234d\n");
    time.advance(LATER);

    assertThat(atClient).hasToString("GOT 4\n12");
    assertThat(faults()).containsExactly("1 delay 50 ms", "1 cut the reply short, silence");
  }

  @Test
  void aClientThatHasEndedItsSideGetsWhatWasOwedBefore() {
    start(0, Decision.hang());
    client.say(Wire.bytes("a\nb\nc\n"));
    client.peerEnds();
    time.run();
    assertThat(atBackend).hasToString("a\n|");

    backendSays("1\n");

    assertThat(atClient).hasToString("1\n|");
    assertThat(faults()).containsExactly("2 hang");
  }

  @Test
  void aClientThatEndsItsSideWhileItHangsGetsWhatWasOwedBefore() {
    start(0, Decision.hang());
    clientSays("a\nb\n");
    client.peerEnds();
    time.run();
    assertThat(atClient).hasToString("");

    backendSays("1\n");

    assertThat(atClient).hasToString("1\n|");
  }

  @Test
  void aBackendThatEndsEndsAClientThatHasEnded() {
    start(0, Decision.hang());
    clientSays("a\nb\n");
    backend().peerEnds();
    time.run();
    assertThat(atClient).hasToString("");

    client.peerEnds();
    time.run();

    assertThat(atClient).hasToString("|");
  }
}
