package io.galopin.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.galopin.api.Behavior;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixTest {

  /** Weights in percent, each followed by a name. */
  private static Mix mix(String... pairs) {
    Map<String, BigDecimal> percents = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      percents.put(pairs[i + 1], new BigDecimal(pairs[i]));
    }
    return Mix.of(percents, name -> new Behavior() {});
  }

  private static String chosen(Mix mix, double number) {
    Choice choice = mix.choose(number);
    return choice == null ? "dummy" : choice.plugin();
  }

  @Test
  void choosesByCumulativeWeightsSortedByName() {
    Mix mix = mix("20", "error", "30", "delay");
    assertThat(chosen(mix, 0)).isEqualTo("delay");
    assertThat(chosen(mix, 0.2999)).isEqualTo("delay");
    assertThat(chosen(mix, 0.3)).isEqualTo("error");
    assertThat(chosen(mix, 0.4999)).isEqualTo("error");
    assertThat(chosen(mix, 0.5)).isEqualTo("dummy");
  }

  @Test
  void whatIsLeftToOneHundredIsDummyHoweverItIsNamed() {
    Mix mix = mix("20", "aaa", "30", "dummy");
    assertThat(chosen(mix, 0.1)).isEqualTo("aaa");
    assertThat(mix.choose(0.21)).isNull();
    assertThat(mix.behaviors()).containsExactly("aaa");
    assertThat(mix("100", "dummy").choose(0)).isNull();
  }

  @Test
  void aHundredPercentLeavesNothing() {
    assertThat(chosen(mix("33.3", "a", "33.3", "b", "33.4", "c"), Math.nextDown(1.0)))
        .isEqualTo("c");
  }

  @Test
  void aChangedWeightMovesOnlyWhatItMust() {
    Mix before = mix("20", "delay", "10", "error");
    Mix after = mix("20", "delay", "15", "error");
    for (double number = 0; number < 1; number += 0.001) {
      if (number < 0.3 || number >= 0.35) {
        assertThat(chosen(after, number)).isEqualTo(chosen(before, number));
      }
    }
  }

  @Test
  void offersTheInstancesThatItChoosesFromAndNoOthers() {
    Mix mix = mix("100", "delay");
    Choice choice = mix.choose(0);
    assertThat(choice).isNotNull();
    assertThat(mix.offers(choice.behavior())).isTrue();
    assertThat(mix("100", "delay").offers(choice.behavior())).isFalse();
  }

  @Test
  void tellsTheChanceOfEachAndOfAll() {
    Mix mix = mix("20", "b", "30", "a", "25", "c", "5", "dummy");
    assertThat(mix.chance("a")).isEqualTo(0.3);
    assertThat(mix.chance("b")).isCloseTo(0.2, within(1e-9));
    assertThat(mix.chance("c")).isCloseTo(0.25, within(1e-9));
    assertThat(mix.chance("dummy")).isZero();
    assertThat(mix.chance()).isEqualTo(0.75);
    assertThat(mix("5", "dummy").chance()).isZero();
    assertThat(mix.choices()).extracting(Choice::plugin).containsExactly("a", "b", "c");
  }

  @Test
  void isWrittenAsAUserWould() {
    assertThat(mix("20.0", "delay", "05", "error")).hasToString("20:delay,5:error");
  }

  @Test
  void isTheSameWithTheSameWeightsAndBehaviors() {
    Mix mix = mix("20", "delay", "5", "error");
    assertThat(mix)
        .isEqualTo(mix("20", "delay", "5", "error"))
        .hasSameHashCodeAs(mix("20", "delay", "5", "error"))
        .isNotEqualTo(mix("20", "delay", "6", "error"))
        .isNotEqualTo(mix("20", "delay"))
        .isNotEqualTo("20:delay,5:error");
  }
}
