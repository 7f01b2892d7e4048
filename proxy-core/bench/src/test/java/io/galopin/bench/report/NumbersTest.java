package io.galopin.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12345.6 | 12,346", "99.44 | 99.4", "-1.234 | -1.23", "0.1 | 0.100", "0 | 0.000"})
  void showsAboutThreeDigitsThatCount(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }
}
