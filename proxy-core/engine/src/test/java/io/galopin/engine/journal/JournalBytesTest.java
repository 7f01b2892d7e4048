package io.galopin.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalBytesTest {

  private static final Action ACTION = new Action.Truncate(5, Action.End.RESET);

  private static Journal.Entry entry(Event event) {
    return new Journal.Entry(7, Instant.ofEpochSecond(1_795_000_000L, 999_999_999), "web", event);
  }

  /** Every property has another text, with this at its end. */
  private static Journal.Entry fault(String end) {
    ExchangeRef exchange =
        new ExchangeRef("tls" + end, 2, "GET /" + end, "id" + end, "digest" + end);
    Journal.Done done =
        new Journal.Done(Hook.AFTER, new Decision(Duration.ofSeconds(3, 5), ACTION));
    Event event =
        new Event.Fault(
            Long.MAX_VALUE, exchange, "rule" + end, "key" + end, "cut" + end, "did" + end, done);
    return new Journal.Entry(7, Instant.ofEpochSecond(-1, 1), "web" + end, event);
  }

  private static ByteBuffer written(Journal.Entry entry) {
    ByteBuffer out = ByteBuffer.allocate(JournalBytes.atMost(entry));
    JournalBytes.write(entry, out);
    return out.flip();
  }

  private static Journal.Entry readAgain(Journal.Entry entry, @Nullable Action action) {
    ByteBuffer in = written(entry);
    Journal.Entry read = JournalBytes.read(in, entry.number(), action);
    assertThat(in.remaining()).as("left over").isZero();
    return read;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "\u00ff", "\u0100", "a\u20acb", "\ud83d\ude00", "\ud800"})
  void eachTextIsReadAsItWasWritten(String end) {
    assertThat(readAgain(fault(end), ACTION)).isEqualTo(fault(end));
  }

  @Test
  void aDirectionThatIsMissingStaysSo() {
    for (Direction direction : new Direction[] {null, Direction.UPSTREAM, Direction.DOWNSTREAM}) {
      Journal.Entry entry =
          entry(new Event.OwnTrouble(1, direction, ExchangeRef.NONE, "", "", "threw"));
      assertThat(readAgain(entry, null)).isEqualTo(entry);
    }
  }

  /** The buffer is made for it, so less would be an error and more a waste. */
  @Test
  void noEntryIsLongerThanTheMostAndTheWidestIsThatLong() {
    Journal.Entry widest = wide();
    assertThat(written(widest).remaining()).isEqualTo(JournalBytes.atMost(widest));
    assertThat(readAgain(widest, ACTION)).isEqualTo(widest);
    Journal.Entry usual = fault("a");
    assertThat(written(usual).remaining()).isLessThan(JournalBytes.atMost(usual));
  }

  private static Journal.Entry wide() {
    Journal.Done done = new Journal.Done(Hook.BEFORE, Decision.act(ACTION));
    ExchangeRef exchange = new ExchangeRef("\u20ac", 2, "\u20ac", "\u20ac", "\u20ac");
    String euro = "\u20ac";
    return new Journal.Entry(
        7, Instant.EPOCH, euro, new Event.Fault(1, exchange, euro, euro, euro, euro, done));
  }

  @Test
  void aCharacterOfLatin1TakesOneByte() {
    int plain = written(fault("")).remaining();
    assertThat(written(fault("\u00ff")).remaining()).isEqualTo(plain + 9);
  }
}
