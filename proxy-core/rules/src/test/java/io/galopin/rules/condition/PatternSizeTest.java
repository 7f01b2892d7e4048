package io.galopin.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "ab, 2",
    "a|b, 3",
    "a(bc), 5",
    "(a(b)c), 7",
    "(?:ab), 5",
    "(?i)ab, 2",
    "[abc], 1",
    "a[abc]b, 3",
    "[]ab]b, 2",
    "[^]ab]b, 2",
    "[[:alpha:]]b, 2",
    "[[:alpha:]{1000}]b, 2",
    "[^[:alpha:]{1000}]b, 2",
    "[\\](]b, 2",
    "[ab\\]c]b, 2",
    "[a, 1",
    "a\\d, 2",
    "\\, 1",
    "\\(b, 2",
    "a\\p{Greek}b, 3",
    "a\\PLb, 4",
    "\\x{41}, 1",
    "\\p, 1",
    "a\\p{Greek, 8",
    "\\Qabc\\Eb, 4",
    "b\\Qa(b, 4",
    "\\Q\\Eb, 2",
    "a*, 2",
    "a{3}, 7",
    "a{2}{3}, 19",
    "'a{2,3}', 7",
    "'a{2,}', 5",
    "a{0}, 3",
    "ba{3}, 8",
    "(a{3}b){2}, 23",
    "a{x, 3",
    "a), 3",
  })
  void countsTheStepsBeforeItCompiles(String text, long steps) {
    assertThat(PatternSize.estimate(text)).isEqualTo(steps);
  }

  @Test
  void takesAsMuchAsItSays() {
    assertThat(PatternSize.compile("[" + "a".repeat(4_094) + "]", 0).matches("a")).isTrue();
    int more = PatternSize.compile("a", 0).programSize() - 1;
    assertThat(PatternSize.compile("a".repeat(2_000 - more), 0).programSize()).isEqualTo(2_000);
    String tooLarge = "a".repeat(2_001 - more);
    assertThatThrownBy(() -> PatternSize.compile(tooLarge, 0))
        .hasMessageContaining("more than 2000 steps");
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
