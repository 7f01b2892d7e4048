package io.galopin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Toxics, mixes and behaviors, as the control API takes them. */
class ValuesTest {

  @Test
  void toxicsHaveToxiproxysNamesAndUnits() {
    assertThat(
            Toxic.latency(Duration.ofSeconds(1)).jitter(Duration.ofMillis(5)).toxic().attributes())
        .isEqualTo(Map.of("latency", 1000L, "jitter", 5L));
    assertThat(Toxic.bandwidth(56).attributes()).isEqualTo(Map.of("rate", 56L));
    assertThat(Toxic.slowClose(Duration.ofMillis(7)).attributes()).isEqualTo(Map.of("delay", 7L));
    assertThat(Toxic.timeout(Duration.ZERO).attributes()).isEqualTo(Map.of("timeout", 0L));
    assertThat(Toxic.resetPeer(Duration.ofMillis(3)).attributes()).isEqualTo(Map.of("timeout", 3L));
    assertThat(Toxic.limitData(9).attributes()).isEqualTo(Map.of("bytes", 9L));
    assertThat(Toxic.slicer(10).variation(2).delay(Duration.ofMillis(1)).toxic().attributes())
        .isEqualTo(Map.of("average_size", 10, "size_variation", 2, "delay", 1000L));
  }

  @Test
  void toxicsTellFractionsAsText() {
    assertThat(Toxic.latency(Duration.ofNanos(1_500_000)).toxic().attributes())
        .containsEntry("latency", "1500000 ns");
  }

  @Test
  void toxicsAreDescribedStepByStep() {
    Toxic toxic = Toxic.latency(Duration.ofMillis(1)).upstream().toxicity(0.25).named("slow");

    assertThat(toxic.fields())
        .isEqualTo(
            Map.of(
                "name", "slow",
                "type", "latency",
                "stream", "upstream",
                "toxicity", 0.25,
                "attributes", Map.of("latency", 1L, "jitter", 0L)));
    assertThat(Toxic.from(toxic.fields())).isEqualTo(toxic);
    Toxic scoped = toxic.when("connection=3..").trigger("every 2");
    assertThat(scoped.fields()).containsEntry("when", "connection=3..");
    assertThat(Toxic.from(scoped.fields())).isEqualTo(scoped);
    assertThat(toxic.downstream().direction()).isEqualTo(Direction.DOWNSTREAM);
  }

  @Test
  void mixesAreReadAndShown() {
    Mix mix = Mix.parse("20:delay, 0.5:error");

    assertThat(mix).hasToString("20:delay,0.5:error");
    assertThat(Mix.from(mix.fields())).isEqualTo(mix);
    assertThat(Mix.from(Map.of("delay", 20))).hasToString("20:delay");
    assertThat(Mix.none()).hasToString("100:dummy");
    assertThat(mix.and(5, Behavior.of("abort", "reset", true)).fields())
        .containsEntry("abort", Map.of("weight", 5L, "reset", true));
    assertThatThrownBy(() -> Mix.parse("delay"))
        .hasMessage(
            "mix: \"delay\" (expected: percent:name pairs with commas between, as in"
                + " 20:delay,5:error)");
    assertThatThrownBy(() -> Mix.parse("1:error,2:error").fields())
        .hasMessage("mix: 1:error,2:error (expected: each behavior once)");
  }

  @Test
  void behaviorsHaveOptionsInPairs() {
    assertThat(Behavior.of("delay", "sleep", Duration.ofSeconds(2)).options())
        .isEqualTo(Map.of("sleep", "2000 ms"));
    assertThatThrownBy(() -> Behavior.of("delay", "sleep"))
        .hasMessage("delay: 1 options (expected: names and values, alternating)");
  }

  @Test
  void rulesAreGivenNamesThatAreFree() {
    assertThat(Rule.named("mine: error", List.of())).isEqualTo("mine: error");
    assertThat(Rule.named("when http.path=/a:b error", List.of("added-1", "orders")))
        .isEqualTo("added-2: when http.path=/a:b error");
  }
}
