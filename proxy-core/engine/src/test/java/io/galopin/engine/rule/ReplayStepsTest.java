package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Decision;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the rules that inject a recording again. */
class ReplayStepsTest {

  private final List<Replay.Fault> recorded = new ArrayList<>();

  private void fault(long exchange, String identity, String rule, String key, Hook hook) {
    recorded.add(
        new Replay.Fault(
            "web",
            new Replay.Place(1, exchange),
            identity,
            rule,
            key,
            "delay",
            "GET /a",
            "",
            new Journal.Done(hook, Decision.delay(Duration.ofMillis(exchange)))));
  }

  private void fault(String rule, Hook hook) {
    fault(1, "", rule, "", hook);
  }

  private List<Rule> rules() {
    return new Replay(recorded).rules("web").rules();
  }

  /** Later rules are called first for a reply. */
  @Test
  void whatWasDoneToAReplyIsDoneInTheOrderOfTheRecord() {
    fault("first", Hook.AFTER);
    fault("second", Hook.AFTER);
    fault("third", Hook.AFTER);

    assertThat(rules()).extracting(Rule::name).containsExactly("third", "second", "first");
  }

  @Test
  void whatWasDoneToARequestIsDoneInTheOrderOfTheRecord() {
    fault("first", Hook.BEFORE);
    fault("second", Hook.BEFORE);
    fault("third", Hook.BEFORE);

    assertThat(rules()).extracting(Rule::name).containsExactly("first", "second", "third");
  }

  /**
   * Otherwise a behavior would draw different bytes and a different status than in the recording.
   */
  @Test
  void theDrawsOfARuleAreKeyedAsTheyWere() {
    fault(1, "", "orders", "", Hook.BEFORE);
    fault(2, "", "rule-1", "~beef #2", Hook.BEFORE);
    fault(3, "", "", "", Hook.BEFORE);

    assertThat(rules())
        .extracting(rule -> rule.name() + ": " + rule.key().text())
        .containsExactly("orders: orders", "rule-1: ~beef #2", "mix: mix");
  }

  @Test
  void aProxyNeedsIdentitiesIfOneOfItsFaultsHadOne() {
    fault(1, "", "orders", "", Hook.BEFORE);
    assertThat(new Replay(recorded).needsIdentities("web")).isFalse();

    fault(2, "key-7", "orders", "", Hook.BEFORE);
    assertThat(new Replay(recorded).needsIdentities("web")).isTrue();
    assertThat(new Replay(recorded).needsIdentities("other")).isFalse();
  }
}
