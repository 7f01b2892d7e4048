package io.galopin.rules.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.engine.match.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTextTest {

  @ParameterizedTest
  @CsvSource({
    "first 3, true, false",
    "calls 2.., true, false",
    "every 2, true, false",
    "after 1 s, false, true",
    "until 1 s, false, true",
    "every 10 s for 2 s, false, true",
    "every 2 after 1 s, true, true"
  })
  void tellsWhetherCallsAndWhetherTimeCount(String written, boolean calls, boolean time) {
    assertThat(TriggerText.parse(written).counts()).isEqualTo(calls);
    assertThat(TriggerText.parse(written).timed()).isEqualTo(time);
    assertThat(Trigger.ALWAYS.counts()).isFalse();
    assertThat(Trigger.ALWAYS.timed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "first 3; 1 2 3",
        "once; 1",
        "call 5; 5",
        "calls 5..8; 5 6 7 8",
        "calls 18..; 18 19 20",
        "every 5; 5 10 15 20",
        "calls 4..12 every 4; 4 8 12",
        "every 7 first 14; 7 14",
        "after 1 s; 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20",
      })
  void actsOnTheseOfTwentyCalls(String written, String calls) {
    Trigger trigger = TriggerText.parse(written);
    assertThat(
            LongStream.rangeClosed(1, 20)
                .filter(trigger::acts)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(" ")))
        .isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "after 3 s; ...xxxxxxxxx",
        "until 4 s; xxxx........",
        "after 2 s until 5 s; ..xxx.......",
        "every 5 s for 2 s; xx...xx...xx",
        "after 1 s every 4 s for 1 s; .x...x...x..",
        "every 4 s for 3 s until 6 s; xxx.xx......",
        "once; xxxxxxxxxxxx",
      })
  void isOpenInTheseOfTwelveSeconds(String written, String seconds) {
    Trigger trigger = TriggerText.parse(written);
    StringBuilder open = new StringBuilder();
    for (int second = 0; second < 12; second++) {
      open.append(trigger.isOpen(Duration.ofSeconds(second).toNanos()) ? 'x' : '.');
    }
    assertThat(open).hasToString(seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "after 3 s",
        "after 2 s until 5 s",
        "every 5 s for 2 s",
        "after 1 s every 4 s for 1 s until 11 s",
      })
  void knowsWhenThatChangesNext(String written) {
    Trigger trigger = TriggerText.parse(written);
    long step = Duration.ofMillis(250).toNanos();
    for (long time = 0; time < 80 * step; time += step) {
      long next = Math.min(trigger.nextChange(time), time + 60 * step);
      assertThat(next).isGreaterThan(time);
      for (long between = time; between < next; between += step) {
        assertThat(trigger.isOpen(between)).as("at %s", between).isEqualTo(trigger.isOpen(time));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "first 3; first 3",
        "first 1; once",
        "calls 2..4, every 2; calls 2..4 every 2",
        "every 10s for 2000ms; every 10 s for 2 s",
        "after 1500 ms until 1 min; after 1.5 s until 1 min",
        "per connection first 2; first 2 per connection",
        "once per proxy; once",
      })
  void isShownAsItIsWritten(String written, String shown) {
    assertThat(TriggerText.parse(written)).hasToString(shown);
    assertThat(TriggerText.parse(shown)).isEqualTo(TriggerText.parse(written));
  }

  @Test
  void takesFromAListOfWordsNoMoreThanItIs() {
    List<String> words =
        new ArrayList<>(List.of("first", "3", "every", "2", "s", "for", "1s", "error"));
    assertThat(TriggerText.take(words)).hasToString("first 3 every 2 s for 1 s");
    assertThat(words).containsExactly("error");
    assertThat(TriggerText.take(words).isAlways()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "never",
        "first",
        "first 0",
        "first -1",
        "first x",
        "call 0",
        "calls 5",
        "calls 8..5",
        "calls 1..",
        "every",
        "every 0",
        "every 5 s",
        "every 2 s for 2 s",
        "every 2 s for 0 s",
        "after",
        "after x",
        "after 5 s until 5 s",
        "until 0 s",
        "first 3 call 5",
        "after 1 s after 2 s",
        "until 1 s until 2 s",
        "every 2 every 3",
        "every 4 s for 1 s every 5 s for 1 s",
        "per connection per proxy",
        "first 3 per connection per proxy",
        "per",
        "per client",
        "first 99999999999999999999",
        "first 3 error",
      })
  void refusesWhatIsNone(String written) {
    assertThatThrownBy(() -> TriggerText.parse(written))
        .isInstanceOf(OptionException.class)
        .hasMessageStartingWith("trigger");
  }
}
