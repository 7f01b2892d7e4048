package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests that the proof of one rule or toxic is never taken for that of another, even with the same
 * name.
 */
class ProofOfEachTest {

  /** Long enough that a busy machine does not need it by itself between two steps. */
  private static final Duration NOTICED = Duration.ofMillis(100);

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy proxy = galopin.proxy("web", web.address()).protocol("http").start();
  private final Proof proof = galopin.proofFromNowOn();

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  private void isMissing(String sentence) {
    assertThat(proof.unfired()).singleElement().asString().contains(sentence);
  }

  @Test
  void rulesOfOneName() {
    proxy.withRule("error").close();
    try (Undo again = proxy.withRule("error")) {
      Web.get(proxy, "/");
    }

    isMissing("rule added-1 (added-1: error) never fired: no traffic");
  }

  @Test
  void aBehaviorInTwoMixes() {
    proxy.withMix(Mix.parse("99:error")).close();
    try (Undo again = proxy.withMix(Mix.parse("100:error"))) {
      Web.get(proxy, "/");
    }

    isMissing("error of the mix 99:error never fired: no traffic");
  }

  @Test
  void aBehaviorOfAMixThatChoseAnother() {
    try (Undo mix = proxy.withMix(Mix.parse("0.01:delay,99.99:error"))) {
      Web.get(proxy, "/");
    }

    isMissing("delay of the mix 0.01:delay,99.99:error never fired: chance, 0.01000 %");
  }

  @Test
  void toxicsOfDefaultNames() {
    proxy.withToxic(Toxic.latency(NOTICED)).close();
    try (Undo again = proxy.withToxic(Toxic.latency(NOTICED))) {
      Web.get(proxy, "/");
    }

    isMissing("toxic latency_downstream never fired: no traffic");
  }

  @Test
  void aProxyThatIsDeletedAndOpenedAgain() {
    proxy.setMix(Mix.parse("100:error"));
    proxy.addToxic(Toxic.latency(NOTICED));
    proxy.delete();
    Proxy again =
        galopin
            .proxy("web", web.address())
            .protocol("http")
            .mix(Mix.parse("100:error"))
            .toxic(Toxic.latency(NOTICED))
            .start();
    Web.get(again, "/");

    assertThat(proof.unfired())
        .hasSize(2)
        .allSatisfy(sentence -> assertThat(sentence).contains("never fired: no traffic"));
  }

  @Test
  void aMixThatWasPutAsideNeedNotFireAgain() {
    proxy.setMix(Mix.parse("100:error"));
    Web.get(proxy, "/");
    try (Undo other = proxy.withBehavior("delay", "sleep", Duration.ofMillis(1))) {
      Web.get(proxy, "/");
    }

    assertThat(proof.unfired()).isEmpty();
    assertThat(proxy.mix()).isEqualTo(Mix.parse("100:error"));
  }

  /** A mix that is set again continues its own count. */
  @Test
  void aRuleBesideAMixThatWasPutAside() {
    proxy.setRules(List.of("never: when http.path=/never error"));
    proxy.setMix(Mix.parse("100:error"));
    proxy.withMix(Mix.none()).close();
    Web.get(proxy, "/");

    isMissing("rule never (never: when http.path=/never error) never fired: no match");
  }

  @Test
  void whatAProxyHasFromTheStart() {
    Proxy other =
        galopin
            .proxy("other", web.address())
            .protocol("http")
            .rule("late: call 5 error")
            .toxic(Toxic.bandwidth(1).toxicity(0))
            .start();
    Web.get(other, "/");

    assertThat(proof.unfired())
        .hasSize(2)
        .anyMatch(sentence -> sentence.contains("proxy other: rule late "))
        .anyMatch(sentence -> sentence.contains("proxy other: toxic bandwidth_downstream "));
  }

  @Test
  void aMixThatWasPutAsideMayFireLater() {
    proxy.setMix(Mix.parse("100:error"));
    proxy.withMix(Mix.none()).close();
    try (Undo again = proxy.withMix(Mix.none())) {
      Web.get(proxy, "/");
    }
    isMissing("error of the mix 100:error never fired: no traffic");

    Web.get(proxy, "/");

    assertThat(proof.unfired()).isEmpty();
  }

  @Test
  void aRuleThatNothingReachesIsNotWithoutTraffic() {
    try (Undo later = proxy.withRule("late: error");
        Undo first = proxy.withRule("early: when http.path=/a error")) {
      Web.get(proxy, "/a");
      Web.get(proxy, "/a");

      isMissing(
          "rule late (late: error) never fired: not one of 2 exchanges reached it, a rule before"
              + " it acted on them and does not continue, the last: early");
    }
  }

  @Test
  void aMixThatIsReachedByTheWrongExchangesTellsOfTheOthers() {
    try (Undo mix = proxy.withMix(Mix.parse("0.01:error"));
        Undo first = proxy.withRule("early: when http.path=/a error")) {
      Web.get(proxy, "/a");
      Web.get(proxy, "/b");
    }

    isMissing(" %; 1 other did not reach it, a rule before it");
  }

  @Test
  void aRuleAboutRepliesThatAreMissing() {
    try (Undo reply = proxy.withRule("late: when http.status=200 error");
        Undo first = proxy.withRule("early: blackout continue")) {
      Web.get(proxy, "/");
    }

    isMissing("rule late (late: when http.status=200 error) never fired: not one reply came to it");
  }

  @Test
  void aToxicThatHadNothingToDo() {
    try (Undo toxic = proxy.withToxic(Toxic.limitData(1_000_000))) {
      Web.get(proxy, "/");
    }

    isMissing(
        "toxic limit_data_downstream never fired: data or its end came to it on 1 connection and gave"
            + " it nothing to do");
  }

  @Test
  void aToxicBehindOneThatDrops() {
    try (Undo first = proxy.withToxic(Toxic.limitData(0));
        Undo behind = proxy.withToxic(Toxic.latency(NOTICED))) {
      Web.get(proxy, "/");
    }

    isMissing(
        "toxic latency_downstream never fired: what was sent downstream on 1 connection did not"
            + " get past toxic limit_data_downstream, which is before it");
  }

  @Test
  void aToxicToWhichNothingCame() {
    try (Undo rule = proxy.withRule("error");
        Undo toxic = proxy.withToxic(Toxic.limitData(1).upstream())) {
      Web.get(proxy, "/");
    }

    isMissing("toxic limit_data_upstream never fired: nothing came to it upstream on 1 connection");
  }
}
