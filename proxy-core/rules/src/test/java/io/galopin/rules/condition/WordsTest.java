package io.galopin.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.engine.match.Quoted;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  void whiteSpaceIsBetweenThem() {
    assertThat(Words.split("  when a=b\n\t20%  error "))
        .containsExactly("when", "a=b", "20%", "error");
    assertThat(Words.split(" ")).isEmpty();
  }

  @Test
  void aParenthesisIsAWordOfItsOwn() {
    assertThat(Words.split("not(a=1 or (b=2)) c"))
        .containsExactly("not", "(", "a=1", "or", "(", "b=2", ")", ")", "c");
  }

  @Test
  void parenthesesOfAValueBelongToIt() {
    assertThat(Words.split("(a~^/(x|(y))$ or b~\\(z)"))
        .containsExactly("(", "a~^/(x|(y))$", "or", "b~\\(z", ")");
  }

  @Test
  void quotesKeepTogetherWhatIsInThem() {
    assertThat(Words.split("a=\"b c\"d e=\"\" \"f\"")).containsExactly("a=b cd", "e=", "f");
  }

  @Test
  void backslashesInQuotesMeanThemselvesUnlessAQuoteFollows() {
    assertThat(Words.split("a~\"\\d+ \\\\ (b)\" c=\"x\\\"y\" d=\"z\\\\\""))
        .containsExactly("a~\\d+ \\\\ (b)", "c=x\"y", "d=z\\");
  }

  @Test
  void aBackslashAtTheEndMeansItself() {
    assertThat(Words.split("a=b\\")).containsExactly("a=b\\");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=\"b", "a=\"b\\\"", "a=\"b\\\\\\\"", "a=\"b\\"})
  void refusesAQuoteThatDoesNotEnd(String text) {
    assertThatThrownBy(() -> Words.split(text))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("a quote at the end");
  }

  @Test
  void refusesAParenthesisThatIsNotClosedInAValue() {
    assertThatThrownBy(() -> Words.split("a~(b c)"))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("quotes around a value with spaces");
  }

  @Test
  void whatIsQuotedIsReadBackWhateverItIs() {
    Random random = new Random(7);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder value = new StringBuilder();
      for (int i = random.nextInt(8); i > 0; i--) {
        value.append("\\\\\"\" ()|*=~\nä".charAt(random.nextInt(12)));
      }
      String text = "(a=" + Quoted.of(value.toString()) + ")";

      assertThat(Words.split(text)).as(text).containsExactly("(", "a=" + value, ")");
    }
  }
}
