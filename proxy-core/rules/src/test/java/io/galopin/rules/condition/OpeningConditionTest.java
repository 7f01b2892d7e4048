package io.galopin.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Reach;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Spot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions on the opening of a connection. */
class OpeningConditionTest {

  private record Speaking(String name, boolean hasOpening) implements ProtocolFactory {
    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Protocol create(Options options) {
      throw new IllegalStateException("nobody connects");
    }
  }

  private static final ProtocolFactory GREETED = new Speaking("greeted", true);
  private static final Vocabulary WORDS = Vocabulary.ofExchanges(GREETED);
  private static final Vocabulary OTHERS =
      Vocabulary.ofExchanges(new Speaking("other", false)).besides(List.of(GREETED));

  private final Problems problems = new Problems();

  private Condition when(String text, Vocabulary words) {
    Condition read =
        WhenText.read(new Spot("when", Place.COMMAND_LINE), text)
            .resolve(words, problems)
            .orElse(null);
    problems.throwIfAny();
    return read;
  }

  @ParameterizedTest
  @CsvSource({
    "opening, OPENING",
    "opening connection=1..5, OPENING",
    "exchange=0, OPENING",
    "exchange=0..3, ALL",
    "exchange=0|2, ALL",
    "opening or exchange=2, ALL",
    "opening or exchange=0, OPENING",
    "exchange=1, REQUESTS",
    "exchange=..3, REQUESTS",
    "exchange!=1, REQUESTS",
    "not opening, REQUESTS",
    "connection=1..5, REQUESTS",
  })
  void isAboutTheOpeningOnlyIfItNamesIt(String text, Reach reach) {
    Condition condition = when(text, WORDS);

    assertThat(condition.reach()).isEqualTo(reach);
    assertThat(condition).hasToString(text);
  }

  @Test
  void aFileMaySayIt() {
    Section rule =
        new Section("", ConfigFactory.parseString("when { opening = true }").root(), problems);

    assertThat(WhenForm.of(rule).resolve(WORDS, problems)).hasToString("Optional[opening]");
  }

  @Test
  void aProtocolWithoutOpeningRefusesIt() {
    assertThatThrownBy(() -> when("opening", OTHERS))
        .hasMessageContaining("it needs protocol greeted");
  }

  @Test
  void exchangesCountFromOneWhereThereIsNoOpening() {
    assertThatThrownBy(() -> when("exchange=0", OTHERS))
        .hasMessageContaining("a number from 1 on, the first is 1");
  }

  @Test
  void nothingComesBeforeTheOpening() {
    assertThatThrownBy(() -> when("exchange=-1", WORDS))
        .hasMessageContaining("a number from 0 on, the first is 0");
  }
}
