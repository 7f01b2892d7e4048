package io.galopin.engine.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions that a short text makes large are refused before they take memory. */
class PatternSizeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((a{1000}){1000}){1000}",
        "(?:a{1000}){3}",
        "(?i)(k{1000}){1000}",
        "((a?){100}){100}",
        "[a-z]{1000}[^a]{1000}",
        "(\\Qab\\E{900}){900}",
        "([]{2}]{1000}){1000}",
        "([[:alpha:]]{1000}){1000}",
        "(\\pL{1000}){1000}",
        "(\\p{Greek}{1000}){1000}",
        "(\\x{41}{1000}){1000}",
        "(\\){1000}){1000}",
        "(|){1000}",
        "a{1000}(?i){1000}",
        "(a{1000,}){1000,}"
      })
  void refusesWhatWouldBeLarge(String text) {
    assertThatThrownBy(() -> PatternSize.compile(text, 0))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("fewer or smaller repetitions");
  }

  @Test
  void refusesALongTextAndDeepGroups() {
    assertThatThrownBy(() -> PatternSize.compile("a".repeat(4_097), 0))
        .hasMessageContaining("at most 4096 characters");
    assertThatThrownBy(() -> PatternSize.compile("(".repeat(2_000) + ")".repeat(2_000), 0))
        .hasMessageContaining("fewer or smaller repetitions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^/orders/[0-9]+$",
        "a{1000}",
        "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        "(?i)^(get|post|put)\\s.{0,200}",
        "\\{1000}\\{1000}",
        "[{1000}]{10}",
        "\\Q(a{1000}){1000}\\E",
        "a{,1000}b{,1000}",
        "(?:x{0}){1000}"
      })
  void takesWhatIsSmall(String text) {
    assertThat(PatternSize.compile(text, 0).programSize()).isLessThanOrEqualTo(2_000);
  }

  @Test
  void isHardlyEverEstimatedTooLow() {
    String[] pieces = {
      "a", "(", ")", "|", "*", "+", "?", "{9}", "{0,40}", "{30,}", "[a-z]", "[]{2}]", "\\d", "\\Q",
      "\\E", "\\(", "(?:", "(?i)", ".", "{", "}", "[^", "]", "\\pL"
    };
    Random random = new Random(7);
    int compiled = 0;
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(12); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      long estimate = PatternSize.estimate(text.toString());
      if (estimate < 8_000) {
        try {
          int real = Pattern.compile(text.toString()).programSize();
          assertThat(real).as("%s", text).isLessThanOrEqualTo((int) (2 * estimate + 10));
          compiled++;
        } catch (PatternSyntaxException none) {
          // It is refused anyway.
          assertThat(none).hasMessageNotContaining("fewer or smaller");
        }
      }
    }
    assertThat(compiled).isGreaterThan(5_000);
  }
}
