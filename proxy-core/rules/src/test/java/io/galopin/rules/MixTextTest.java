package io.galopin.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MixTextTest {

  @Test
  void readsPercentsAndNamesInTheOrderInWhichTheyAreWritten() {
    assertThat(MixText.parse("--behavior", "20:delay, 0.5:error"))
        .containsExactly(
            Map.entry("delay", BigDecimal.valueOf(20)), Map.entry("error", new BigDecimal("0.5")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delay          | percent:name pairs with commas between, as in 20:delay,5:error",
        "20:            | percent:name pairs with commas between, as in 20:delay,5:error",
        ":delay         | percent:name pairs with commas between, as in 20:delay,5:error",
        "20:delay,      | percent:name pairs with commas between, as in 20:delay,5:error",
        "x:delay        | percent:name pairs with commas between, as in 20:delay,5:error",
        "-1:delay       | percent:name pairs with commas between, as in 20:delay,5:error",
        "0:delay        | percents above 0 and at most 100, delay has 0",
        "101:delay      | percents above 0 and at most 100, delay has 101",
        "60:delay,50:error | percents that sum up to at most 100, not 110",
        "20:delay,5:delay  | each behavior once, delay is there twice",
      })
  void refusesWhatIsNoMixAndQuotesTheWholeOfIt(String text, String expected) {
    assertThatThrownBy(() -> MixText.parse("--behavior", text))
        .isInstanceOf(OptionException.class)
        .hasMessage("--behavior: \"" + text + "\" (expected: " + expected + ")");
  }
}
