package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final Option<Long> FIRST =
      Option.integer("first-one", 0, 10, "a number").orElse(1L);
  private static final Option<Long> SECOND = Option.integer("second", 0, 10, "a number");
  private static final List<Option<?>> DECLARED = List.of(FIRST, SECOND);

  @Test
  void givesWhatWasGivenAndDefaultsElse() {
    Options options = Options.of(DECLARED, Map.of("second", "7"));
    assertThat(options.get(FIRST)).isEqualTo(1);
    assertThat(options.get(SECOND)).isEqualTo(7);
    assertThat(options.given()).containsExactly(Map.entry("second", 7L));
  }

  @Test
  void namesAreUnderstoodWithUnderscoresAndCapitals() {
    assertThat(Options.of(DECLARED, Map.of("First_One", 3)).get(FIRST)).isEqualTo(3);
  }

  @Test
  void aNameThatIsNotDeclaredIsRefusedWithTheNearest() {
    assertThatThrownBy(() -> Options.of(DECLARED, Map.of("secnd", 1)))
        .isInstanceOf(OptionException.class)
        .hasMessage("secnd: unknown option (expected: second? one of first-one, second)");
    assertThatThrownBy(() -> Options.of(List.of(), Map.of("x", 1)))
        .hasMessage("x: unknown option (expected: no options)");
  }

  @Test
  void whatIsChangedIsReplacedAndTheRestStays() {
    Options options = Options.of(DECLARED, Map.of("first-one", 2, "second", 3));
    assertThat(options.with(Map.of("second", 4)).given())
        .isEqualTo(Map.of("first-one", 2L, "second", 4L));
    assertThat(options.with(Collections.singletonMap("first-one", null)).get(FIRST)).isEqualTo(1);
    assertThat(options.get(SECOND)).isEqualTo(3);
  }

  @Test
  void anOptionWithoutDefaultMayBeMissing() {
    Options options = Options.defaults(DECLARED);
    assertThat(options.find(SECOND)).isEmpty();
    assertThatThrownBy(() -> options.get(SECOND)).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void theSameValuesAreEqual() {
    assertThat(Options.of(DECLARED, Map.of("second", 1)))
        .isEqualTo(Options.of(DECLARED, Map.of("second", "1")))
        .isNotEqualTo(Options.of(DECLARED, Map.of("second", 2)));
  }

  @Test
  void namesThatAreNearAreFound() {
    assertThat(Names.nearest("dely", List.of("delay", "error"))).contains("delay");
    assertThat(Names.nearest("dealy", List.of("delay", "error"))).contains("delay");
    assertThat(Names.nearest("frist", List.of("first", "every"))).contains("first");
    assertThat(Names.nearest("x", List.of("delay", "error"))).isEmpty();
  }

  @Test
  void aDecisionMayComeLaterButNotEarlier() {
    assertThat(Decision.close().delayedBy(Duration.ofSeconds(1)))
        .isEqualTo(new Decision(Duration.ofSeconds(1), new Action.Close()));
    assertThat(Decision.pass().passes()).isTrue();
    assertThat(Decision.delay(Duration.ofMillis(1)).passes()).isFalse();
    assertThatThrownBy(() -> Decision.delay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
