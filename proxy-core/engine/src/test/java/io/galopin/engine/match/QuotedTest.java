package io.galopin.engine.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotedTest {

  @ParameterizedTest
  @ValueSource(strings = {"GET", "/a/*", "C:\\dir\\file", "1..5", "a|b", "caf\u00e9", "a,b;c"})
  void oneWordStandsAsItIs(String word) {
    assertThat(Quoted.of(word)).isEqualTo(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "f(x", "x)"})
  void whatIsNotOneWordStandsInQuotes(String value) {
    assertThat(Quoted.of(value)).isEqualTo('"' + value + '"');
  }

  @Test
  void quotesAreMarkedAndBackslashesBeforeThemDoubled() {
    assertThat(Quoted.of("say \"hi\"")).isEqualTo("\"say \\\"hi\\\"\"");
    assertThat(Quoted.of("a\\\"b")).isEqualTo("\"a\\\\\\\"b\"");
    assertThat(Quoted.of("a\\\\\"b")).isEqualTo("\"a\\\\\\\\\\\"b\"");
  }

  /** Otherwise it would make the closing quote part of the value. */
  @Test
  void backslashesAtTheEndAreDoubled() {
    assertThat(Quoted.of("C:\\")).isEqualTo("\"C:\\\\\"");
    assertThat(Quoted.of("C:\\a b\\\\")).isEqualTo("\"C:\\a b\\\\\\\\\"");
  }
}
