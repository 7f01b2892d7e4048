package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.engine.journal.Event;
import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.PluginFailures;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecorderTest {

  private final PluginFailure failure =
      new PluginFailure("behavior", "slow", "onAfterHandle", new AssertionError("on purpose"));

  /** What others are told besides the journal. */
  private final List<String> told = new ArrayList<>();

  private final ProxyMeter meter =
      new ProxyMeter() {
        @Override
        public void fault(String plugin) {
          told.add("fault of " + plugin);
        }

        @Override
        public void pluginFailed(String plugin, String hook) {
          told.add(plugin + " failed in " + hook);
        }

        @Override
        public void delayed(long nanos) {
          told.add("delayed for " + nanos);
        }
      };

  private final Journal journal = new Journal(Clock.systemUTC(), 100);
  private final Recorder recorder =
      new Recorder(
          journal,
          new PluginFailures(),
          (direction, reason) -> told.add(direction + " refused: " + reason),
          meter,
          "web",
          3);
  private final VirtualDesk desk = new VirtualDesk();
  private final ActiveExchange exchange = desk.exchange("GET /");
  private final Firing by = desk.firing("slow", new Deciding());

  private Event only() {
    List<Journal.Entry> entries = journal.after(0, 100);
    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).proxy()).isEqualTo("web");
    return entries.get(0).event();
  }

  private static ExchangeRef about(String request) {
    return new ExchangeRef(1, request, "", "");
  }

  @Test
  void aFaultNamesItsExchangeItsRuleAndWhatAReplayNeeds() {
    Action close = new Action.Close();
    exchange.label("GET /…", "GET /secret");
    recorder.fault(Hook.AFTER, exchange, by, close, "close");
    assertThat(only())
        .isEqualTo(
            new Event.Fault(
                3,
                new ExchangeRef(1, "GET /…", "", exchange.digest()),
                "slow",
                "",
                "slow",
                "close",
                new Journal.Done(Hook.AFTER, Decision.act(close))));
    assertThat(told).containsExactly("fault of slow");
  }

  @Test
  void aDelayIsMeasured() {
    recorder.delay(Hook.BEFORE, exchange, by, Duration.ofMillis(1_500));
    assertThat(only().decision()).isEqualTo("delay 1.5 s");
    assertThat(only().done())
        .isEqualTo(new Journal.Done(Hook.BEFORE, Decision.delay(Duration.ofMillis(1_500))));
    assertThat(told).containsExactly("delayed for 1500000000", "fault of slow");
  }

  @Test
  void aMixHasNoName() {
    Rule mix = Rule.of(Mix.of(Map.of("slow", BigDecimal.valueOf(100)), name -> new Deciding()));
    Firing mixed = new Firing(mix, mix.mix().choices().findFirst().orElseThrow(), false);
    recorder.fault(Hook.AFTER, exchange, mixed, new Action.Close(), "close");
    assertThat(only().rule()).isEmpty();
    assertThat(mix.tally().fired()).isEqualTo(1);
  }

  @Test
  void aToxicIsWrittenDownWhenItBeginsEndsAndFails() {
    ToxicSpec toxic =
        new ToxicSpec(
            "late",
            "latency",
            Direction.UPSTREAM,
            1,
            Options.defaults(List.of()),
            (place, before) -> (length, arrived) -> Move.passAll());
    recorder.toxicBegan(Direction.UPSTREAM, toxic);
    recorder.toxicEnded(Direction.UPSTREAM, toxic, "5 bytes passed");
    recorder.failed(failure, Direction.DOWNSTREAM, toxic);
    assertThat(journal.after(0, 10))
        .extracting(Journal.Entry::plugin, Journal.Entry::direction, Journal.Entry::decision)
        .containsExactly(
            tuple("late", Direction.UPSTREAM, "begins: latency {}"),
            tuple("late", Direction.UPSTREAM, "ended: 5 bytes passed"),
            tuple(
                "slow",
                Direction.DOWNSTREAM,
                failure.getMessage() + "; what late held passes, and so does what comes"));
    assertThat(told).containsExactly("fault of latency", "slow failed in onAfterHandle");
  }

  @Test
  void whatTheNetworkDidMayBelongToAnExchange() {
    recorder.network(Direction.UPSTREAM, exchange, "gone");
    assertThat(only())
        .isEqualTo(new Event.NetworkTrouble(3, Direction.UPSTREAM, about("GET /"), "gone"));
    assertThat(told).isEmpty();
  }

  @Test
  void aRefusalIsToldToo() {
    recorder.refused(Direction.DOWNSTREAM, null, "a question");
    assertThat(only())
        .isEqualTo(
            new Event.NetworkTrouble(
                3, Direction.DOWNSTREAM, ExchangeRef.NONE, "refused: a question"));
    assertThat(told).containsExactly("downstream refused: a question");
  }

  @Test
  void theFailureOfABehaviorNamesExchangeAndRule() {
    recorder.failed(failure, exchange, Hook.AFTER, by);
    assertThat(only())
        .isEqualTo(
            new Event.OwnTrouble(
                3,
                Direction.DOWNSTREAM,
                about("GET /"),
                "slow",
                "slow",
                "behavior slow failed in onAfterHandle: java.lang.AssertionError: on purpose;"
                    + " the exchange passes"));
    assertThat(told).containsExactly("slow failed in onAfterHandle");
  }

  @Test
  void noPluginIsCountedForAFailureOfTheProxyItself() {
    recorder.failed(PluginFailure.of(new OutOfMemoryError("no heap"), "line"), "it goes on");
    assertThat(only())
        .extracting(Event::plugin, Event::direction, Event::decision)
        .containsExactly(
            "", null, "the proxy itself failed: java.lang.OutOfMemoryError: no heap; it goes on");
    assertThat(told).isEmpty();
  }

  @Test
  void aPluginThatHangsIsWrittenDownAndOneThatIsSlowIsNot() {
    recorder.slow(failure);
    assertThat(journal.written()).isZero();
    recorder.hung(failure, "all hang");
    assertThat(only().decision()).endsWith("; all hang");
    assertThat(told).containsExactly("slow failed in onAfterHandle");
  }
}
