package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.client.Flap;
import io.galopin.client.GalopinException;
import io.galopin.client.Impairment;
import io.galopin.client.JournalEntry;
import io.galopin.client.Lasted;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests changes that are undone by themselves. */
class LastingTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofHours(1);

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  private void awaitEnd(String decision) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !ends().isEmpty());
    assertThat(ends()).extracting(JournalEntry::decision).containsExactly(decision);
  }

  private List<JournalEntry> ends() {
    return proxy.journal().stream()
        .filter(entry -> entry.origin() == JournalEntry.Origin.END)
        .toList();
  }

  @Test
  void aToxic() {
    proxy.lasting(LONG).addToxic(Toxic.latency(Duration.ofMillis(1)));
    proxy.lasting(SHORT).addToxic(Toxic.latency(Duration.ofMillis(1)).named("short"));

    awaitEnd("toxic removed after 50 ms");
    assertThat(proxy.impairments())
        .singleElement()
        .satisfies(
            left -> {
              assertThat(left.kind()).isEqualTo(Impairment.Kind.TOXIC);
              assertThat(left.name()).isEqualTo("latency_downstream");
              assertThat(left.end()).contains(left.since().plus(LONG));
            });
    assertThat(proxy.toxics()).extracting(Toxic::name).containsExactly("latency_downstream");
  }

  @Test
  void aRule() {
    proxy.setRules(List.of("a: error"));
    proxy.lasting(SHORT).addRule("hang");

    awaitEnd("rule removed after 50 ms");
    assertThat(proxy.rules()).extracting(Rule::name).containsExactly("a");
  }

  @Test
  void aMix() {
    proxy.setMix(Mix.parse("5:abort"));
    proxy.lasting(SHORT).setMix(Mix.parse("100:error"));

    awaitEnd("behavior set back to 5:abort after 50 ms");
    assertThat(proxy.mix()).hasToString("5:abort");
  }

  @Test
  void aProfile() {
    proxy.addToxic(Toxic.latency(Duration.ofMillis(1)));
    proxy.lasting(SHORT).profile("3g");

    awaitEnd("profile 3g removed after 50 ms");
    assertThat(proxy.toxics()).extracting(Toxic::name).containsExactly("latency_downstream");
  }

  @Test
  void aProfileSlowsDownUntilItIsUndone() {
    Proof proof = galopin.proofFromNowOn();
    try (Undo slow = proxy.withProfile("fiber")) {
      assertThat(slow).isNotNull();
      assertThat(proxy.toxics()).hasSize(4);
      assertThat(Web.get(proxy, "/")).isEqualTo(200);
    }
    assertThat(proxy.toxics()).isEmpty();
    assertThat(proof.unfired()).isEmpty();
    assertThatThrownBy(() -> proxy.withProfile("wifi-por"))
        .isInstanceOf(GalopinException.class)
        .hasMessageStartingWith("profile: wifi-por (expected: wifi-poor? one of ");
  }

  @Test
  void theLossOfAProfileNeedNotHappen() {
    Proof proof = galopin.proofFromNowOn();
    try (Undo slow = proxy.withProfile("lan-slow")) {
      assertThat(slow).isNotNull();
      assertThat(Web.get(proxy, "/")).isEqualTo(200);
    }

    assertThat(proof.unfired()).isEmpty();
  }

  @Test
  void aDisabledProxy() {
    proxy.lasting(SHORT).disable();

    awaitEnd("enabled again after 50 ms");
    assertThat(Web.get(proxy, "/")).isEqualTo(200);
  }

  @Test
  void renewsWhatIsStillThere() {
    proxy.lasting(LONG).addToxic(Toxic.latency(Duration.ofMillis(1)).named("slow"));
    proxy.lasting(LONG).addRule("r: error");
    proxy.lasting(LONG).setMix(Mix.parse("100:error"));
    proxy.lasting(LONG).flap(Flap.refusing(LONG, LONG));
    List<Lasted> all =
        List.of(
            Lasted.toxic("slow"),
            Lasted.rule("r"),
            Lasted.BEHAVIOR,
            Lasted.FLAP,
            Lasted.DISABLED,
            Lasted.toxic("none"));

    assertThat(proxy.lasting(SHORT).renew(all))
        .containsExactly(Lasted.DISABLED, Lasted.toxic("none"));
    await().atMost(Duration.ofMinutes(1)).until(() -> ends().size() == 4);
    assertThat(ends())
        .extracting(entry -> entry.decision().replaceFirst(" .*", ""))
        .containsExactlyInAnyOrder("toxic", "rule", "behavior", "flap");
    assertThat(proxy.lasting(LONG).renew(all)).isEqualTo(all);
  }

  @Test
  void takesBackItsOwnFlapAndNotTheOneThatHasReplacedIt() {
    Undo first = proxy.lasting(LONG).flap(Flap.refusing(LONG, LONG));
    Undo second = proxy.lasting(LONG).flap(Flap.refusing(LONG, LONG));

    first.close();
    assertThat(proxy.impairments())
        .extracting(Impairment::kind)
        .containsExactly(Impairment.Kind.FLAP);
    second.close();
    assertThat(proxy.impairments()).isEmpty();
  }

  @Test
  void whatSomebodyHasEnabledStaysEnabled() {
    proxy.lasting(LONG).disable();
    assertThat(proxy.lasting(LONG).renew(List.of(Lasted.DISABLED))).isEmpty();
    proxy.setEnabled(true);

    assertThat(proxy.lasting(LONG).renew(List.of(Lasted.DISABLED)))
        .containsExactly(Lasted.DISABLED);
    assertThat(proxy.enabled()).isTrue();
  }

  @Test
  void aRuleThatIsUpdatedCountsOn() {
    proxy.setRules(List.of("r: first 2 error status=500"));
    assertThat(Web.get(proxy, "/")).isEqualTo(500);
    proxy.updateRule("r", 100, Map.of("status", "501"));
    assertThat(Web.get(proxy, "/")).isEqualTo(501);
    proxy.updateRule("r", 50, Map.of("status", "502"));

    assertThat(Web.get(proxy, "/")).isEqualTo(200);
    assertThat(proxy.rules().get(0).text()).isEqualTo("r: first 2 50% error status=502");
    assertThat(proxy.rules().get(0).fired()).isEqualTo(2);
    assertThatThrownBy(() -> proxy.updateRule("none", 100, Map.of()))
        .hasMessage("rule: none (expected: one that web has: r)");
  }

  @Test
  void refusesATimeThatIsNone() {
    assertThatThrownBy(() -> proxy.lasting(Duration.ZERO))
        .isInstanceOf(GalopinException.class)
        .hasMessageStartingWith("expires-in: 0 s");
  }
}
