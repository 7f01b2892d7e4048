package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the reasons why a rule or toxic did not fire. */
class ProofTest {

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

  @Test
  void isGivenByWhatFired() {
    try (Undo rule = proxy.withRule("when http.path=/a error");
        Undo mix =
            proxy.withMix(
                Mix.of(io.galopin.client.Behavior.of("delay", "sleep", Duration.ofMillis(1))));
        Undo toxic = proxy.withToxic(Toxic.latency(NOTICED))) {
      Web.get(proxy, "/a");
      Web.get(proxy, "/b");
    }

    assertThatCode(proof::verify).doesNotThrowAnyException();
  }

  @Test
  void isMissingWithoutTraffic() {
    proxy.withRule("orders: when http.path=/a error").close();
    proxy.withMix(Mix.parse("20:delay")).close();
    proxy.withToxic(Toxic.bandwidth(1)).close();
    Web.get(proxy, "/a");

    assertThat(proof.unfired())
        .containsExactly(
            "proxy web: rule orders (orders: when http.path=/a error) never fired: no traffic, not"
                + " one exchange came while it was set",
            "proxy web: delay of the mix 20:delay never fired: no traffic, not one exchange came"
                + " while it was set",
            "proxy web: toxic bandwidth_downstream never fired: no traffic, not one connection was"
                + " open while it was set");
  }

  @Test
  void isMissingWithoutAMatchAndTheNearestIsNamed() {
    try (Undo fault = proxy.withRule("orders: when http.path=/orders/* http.method=POST error")) {
      Web.get(proxy, "/");
      Web.get(proxy, "/orders/7");
    }

    assertThatThrownBy(proof::verify)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "never fired: no match among 2 exchanges; the nearest: http.method: GET (expected:"
                + " http.method=POST) at connection 2, exchange 1 (1 of 2 conditions met)");
  }

  @Test
  void isMissingByChanceWhoseProbabilityIsNamed() {
    try (Undo rule = proxy.withRule("rare: 0.001% error");
        Undo mix = proxy.withMix(Mix.parse("0.01:error"))) {
      Web.get(proxy, "/");
      Web.get(proxy, "/");
    }

    assertThat(proof.unfired())
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .startsWith("proxy web: rule rare")
                    .endsWith(
                        "chance, 0.001000 % took none of 2 exchanges that matched; the probability"
                            + " of that is 100.0 %"))
        .anySatisfy(
            sentence ->
                assertThat(sentence)
                    .contains("error of the mix 0.01:error never fired: chance, 0.01000 %")
                    .contains("the probability of that is 99.98 %"));
  }

  @Test
  void isMissingIfATriggerTookNone() {
    try (Undo fault = proxy.withRule("late: call 5 error")) {
      Web.get(proxy, "/");
    }

    assertThat(proof.unfired())
        .containsExactly(
            "proxy web: rule late (late: call 5 error) never fired: of 1 exchanges that matched,"
                + " its trigger (call 5) took none");
  }

  @Test
  void isMissingIfAToxicChoseNoConnection() {
    try (Undo fault = proxy.withToxic(Toxic.bandwidth(1).toxicity(0))) {
      Web.get(proxy, "/");
    }

    assertThat(proof.unfired())
        .containsExactly(
            "proxy web: toxic bandwidth_downstream never fired: chance, 0.000 % took none of 1"
                + " connections; the probability of that is 100.0 %");
  }

  @Test
  void isGivenByAToxicThatWasChangedSince() {
    try (Undo fault = proxy.withToxic(Toxic.latency(NOTICED))) {
      Web.get(proxy, "/");
      proxy.updateToxic(proxy.toxics().get(0).with("latency", 2));
    }

    assertThat(proof.unfired()).isEmpty();
  }

  @Test
  void isMissingOnceIfAToxicIsChanged() {
    try (Undo fault = proxy.withToxic(Toxic.latency(NOTICED))) {
      proxy.updateToxic(proxy.toxics().get(0).with("latency", 2));
    }

    assertThat(proof.unfired()).hasSize(1);
  }

  @Test
  void isMissingIfAToxicIsSetAgainAndNothingComes() {
    try (Undo fault = proxy.withToxic(Toxic.latency(NOTICED))) {
      Web.get(proxy, "/");
    }
    proxy.withToxic(Toxic.latency(NOTICED)).close();

    assertThat(proof.unfired())
        .singleElement()
        .asString()
        .contains("toxic latency_downstream never fired: ");
  }

  @Test
  void isAskedForOfTheTimeBeforeOrAfter() {
    proxy.withRule("early: error").close();
    Proof before = galopin.proofUntilNow();
    Proof after = galopin.proofFromNowOn();
    proxy.withRule("late: error").close();

    assertThat(before.unfired()).singleElement().asString().contains("rule early");
    assertThat(after.unfired()).singleElement().asString().contains("rule late");
  }
}
