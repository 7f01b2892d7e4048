package io.galopin.assertj;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Configured;
import io.galopin.client.Direction;
import io.galopin.client.JournalEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Tests what can still be answered when the journal has dropped entries. Nothing may be guessed.
 */
class KeptTest {

  private static final long UNKNOWN = -1;

  /** No entries are kept, and each rule or toxic has fired this many times. */
  private static Kept gone(long... fired) {
    return new Kept(List.of(), 1, configured(fired), true);
  }

  private static List<Configured> configured(long... fired) {
    return LongStream.of(fired)
        .mapToObj(times -> times == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(times))
        .map(times -> new Configured("", "delay", "", times))
        .toList();
  }

  @Test
  void didNotHappenIfAllHaveCountedNone() {
    assertThat(gone().happened()).hasValue(false);
    assertThat(gone(0, 0).happened()).hasValue(false);
    assertThat(gone(0, 1).happened()).hasValue(true);
  }

  @Test
  void cannotTellWhetherItHappenedIfOneDoesNotCount() {
    assertThat(gone(UNKNOWN).happened()).isEmpty();
    assertThat(gone(0, UNKNOWN).happened()).isEmpty();
  }

  @Test
  void countsWhatOneAloneHasDone() {
    assertThat(gone().count()).hasValue(0);
    assertThat(gone(0, 0).count()).hasValue(0);
    assertThat(gone(0, 3, 0).count()).hasValue(3);
  }

  /** Two may have acted on one exchange. */
  @Test
  void cannotTellHowOftenSeveralActed() {
    assertThat(gone(1, 1).count()).isEmpty();
    assertThat(gone(UNKNOWN).count()).isEmpty();
    assertThat(gone(1, UNKNOWN).count()).isEmpty();
  }

  @Test
  void knowsNothingOfWhatOnlyEntriesTellApart() {
    Kept onOneRequest = gone(0).only(entry -> true);

    assertThat(onOneRequest.happened()).isEmpty();
    assertThat(onOneRequest.count()).isEmpty();
  }

  private static JournalEntry ofOpening(long number, String layer, String plugin) {
    return new JournalEntry(
        number,
        Instant.EPOCH,
        JournalEntry.Origin.INJECTED,
        "db",
        1,
        layer,
        0,
        Optional.of(Direction.DOWNSTREAM),
        "",
        plugin,
        "delay 1 s",
        "login",
        "");
  }

  @Test
  void faultsOfTheOpeningsOfTwoLayersAreOfTwoExchanges() {
    List<JournalEntry> entries = List.of(ofOpening(1, "tls", "delay"), ofOpening(2, "", "delay"));

    assertThat(new Kept(entries, 0, configured(UNKNOWN), true).count()).hasValue(2);
    assertThat(entries.get(0))
        .hasToString("1 db #1/0 of tls downstream injected delay: delay 1 s (login)");
  }

  @Test
  void twoFaultsOfAnOpeningAreOfOneExchange() {
    List<JournalEntry> entries = List.of(ofOpening(1, "", "delay"), ofOpening(2, "", "throttle"));

    assertThat(new Kept(entries, 0, configured(UNKNOWN), true).count()).hasValue(1);
    assertThat(entries.get(0))
        .hasToString("1 db #1/0 downstream injected delay: delay 1 s (login)");
  }

  @Test
  void knowsAllWhileNothingIsGone() {
    Kept whole = new Kept(List.of(), 0, configured(UNKNOWN), true).only(entry -> true);

    assertThat(whole.happened()).hasValue(false);
    assertThat(whole.count()).hasValue(0);
  }
}
