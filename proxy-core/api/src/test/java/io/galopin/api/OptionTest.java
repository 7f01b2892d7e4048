package io.galopin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionTest {

  private enum Side {
    LEFT_SIDE,
    RIGHT
  }

  private static final Option<Duration> SLEEP =
      Option.duration("sleep", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofDays(1), "a wait")
          .orElse(Duration.ofSeconds(1));
  private static final Option<Duration> LATENCY =
      Option.duration("latency", ChronoUnit.MILLIS, Duration.ZERO, Duration.ofDays(1), "a wait");
  private static final Option<Long> SIZE = Option.size("size", 1, 1L << 30, "bytes");
  private static final Option<Long> COUNT = Option.integer("count", 0, 10, "a count");
  private static final Option<Double> SHARE = Option.decimal("share", 0, 1, "a share");
  private static final Option<Boolean> SWITCH = Option.flag("switch", "a switch");
  private static final Option<Side> SIDE = Option.choice("side", Side.class, "a side");

  @ParameterizedTest
  @CsvSource({
    "2, 2000", "0.5, 500", "2s, 2000", "2 s, 2000", "1.5 seconds, 1500", "200ms, 200",
    "200 millis, 200", "1 m, 60000", "2 min, 120000", "1 h, 3600000", "1 d, 86400000", "0, 0",
    "1e-3, 1"
  })
  void readsDurationsWithAndWithoutUnits(String text, long millis) {
    assertThat(SLEEP.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void readsNumbersAsTheyComeFromJson() {
    assertThat(SLEEP.parse(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(SLEEP.parse(0.25)).isEqualTo(Duration.ofMillis(250));
    assertThat(LATENCY.parse(100L)).isEqualTo(Duration.ofMillis(100));
    assertThat(COUNT.parse(3.0)).isEqualTo(3);
    assertThat(SWITCH.parse(true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "25 h", "x", "", "2 parsecs", "1 2", "NaN", "1e999"})
  void refusesWhatIsNoDurationOrOutOfRange(String text) {
    assertThatThrownBy(() -> SLEEP.parse(text))
        .isInstanceOf(OptionException.class)
        .hasMessage(
            "sleep: "
                + text
                + " (expected: a duration from 0 s to 24 h, a bare number is in seconds)");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "64 KiB, 65536",
    "64K, 65536",
    "10 kB, 10000",
    "1.5 MiB, 1572864",
    "1 MB, 1000000"
  })
  void readsSizes(String text, long bytes) {
    assertThat(SIZE.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1.5", "2 GiB", "x", "true"})
  void refusesWhatIsNoSizeOrOutOfRange(String text) {
    assertThatThrownBy(() -> SIZE.parse(text))
        .hasMessage("size: " + text + " (expected: a number of bytes from 1 to 1073741824)");
  }

  @Test
  void refusesOtherKindsOfValues() {
    assertThatThrownBy(() -> COUNT.parse(1.5))
        .hasMessage("count: 1.5 (expected: a whole number from 0 to 10)");
    assertThatThrownBy(() -> COUNT.parse(true)).isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> SLEEP.parse(true)).isInstanceOf(OptionException.class);
    assertThatThrownBy(() -> SHARE.parse(Double.NaN)).hasMessage("share: NaN (expected: 0 to 1)");
    assertThatThrownBy(() -> SWITCH.parse("maybe"))
        .hasMessage("switch: maybe (expected: true or false)");
    assertThatThrownBy(() -> SIDE.parse("top"))
        .hasMessage("side: top (expected: one of left-side, right)");
  }

  @Test
  void readsChoicesWithHyphensUnderscoresAndCapitals() {
    assertThat(SIDE.parse("left-side")).isEqualTo(Side.LEFT_SIDE);
    assertThat(SIDE.parse("Left_Side")).isEqualTo(Side.LEFT_SIDE);
    assertThat(SIDE.plain(Side.LEFT_SIDE)).isEqualTo("left-side");
  }

  @Test
  void writesValuesInTheUnitOfABareNumber() {
    assertThat(SLEEP.plain(Duration.ofMillis(1500))).isEqualTo(1.5);
    assertThat(SLEEP.plain(Duration.ofSeconds(2))).isEqualTo(2L);
    assertThat(LATENCY.plain(Duration.ofSeconds(2))).isEqualTo(2000L);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 s",
    "1, 1 ns",
    "1500, 1.5 us",
    "250000000, 250 ms",
    "1500000000, 1.5 s",
    "60000000000, 1 min",
    "7200000000000, 2 h",
    "90000000000, 90 s"
  })
  void writesDurationsAsAUserWould(long nanos, String text) {
    assertThat(SLEEP.text(Duration.ofNanos(nanos))).isEqualTo(text);
    assertThat(SLEEP.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @Test
  void tellsItsDefault() {
    assertThat(SLEEP.defaultText()).isEqualTo("1 s");
    assertThat(LATENCY.defaultValue()).isEmpty();
    assertThat(LATENCY.range()).endsWith("a bare number is in milliseconds");
  }

  @Test
  void refusesWhatItsCheckDoesNotTake() {
    Option<Long> even =
        COUNT
            .checkedBy(value -> value % 2 == 0 ? Optional.empty() : Optional.of("an even number"))
            .orElse(4L);

    assertThat(even.parse(2)).isEqualTo(2);
    assertThat(even.defaultValue()).contains(4L);
    assertThatThrownBy(() -> even.parse(3))
        .isInstanceOf(OptionException.class)
        .hasMessage("count: 3 (expected: an even number)");
    assertThatThrownBy(() -> even.parse(12))
        .hasMessage("count: 12 (expected: a whole number from 0 to 10)");
  }

  @Test
  void takesAnObjectOnlyWhereThereArePairs() {
    Option<Map<String, String>> pairs = Option.pairs("fields", "some fields");

    assertThat(pairs.parse(Map.of("a", "1"))).isEqualTo(Map.of("a", "1"));
    assertThatThrownBy(() -> Option.text("body", "a text").parse(Map.of("a", "1")))
        .isInstanceOf(OptionException.class)
        .hasMessage("body: an object (expected: text)");
  }
}
