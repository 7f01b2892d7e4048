package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainRulesTest {

  private static String explained(String... words) {
    Ran ran = Ran.command(new ExplainRules(), words);
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran.out();
  }

  @Test
  void givesLaterRulesWhatEarlierOnesLeave() {
    assertThat(explained("20% delay", "50% error"))
        .isEqualToNormalizingNewlines(
            """
            20%  20% delay
            40%  50% error
            40%  no rule
            """);
  }

  @Test
  void takesOptionsBeforeAndBehindRules() {
    assertThat(explained("--protocol", "http", "0.5% error"))
        .isEqualTo(explained("0.5% error", "--protocol=http"))
        .startsWith("0.5%   0.5% error");
  }

  @Test
  void tellsBoundsWhereItDependsOnWhatClientsSend() {
    assertThat(explained("when exchange=1 50% delay", "50% error", "first 3 hang", "delay"))
        .isEqualToNormalizingNewlines(
            """
            50%        when exchange=1 50% delay
            25 to 50%  50% error
            0 to 50%   first 3 hang
            0 to 50%   delay
            0%         no rule
            """);
  }

  @Test
  void countsWhatATriggerLeavesOut() {
    assertThat(explained("every 4 50% error"))
        .isEqualToNormalizingNewlines(
            """
            12.5%  every 4 50% error
            87.5%  no rule
            """);
  }
}
