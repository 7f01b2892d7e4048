package io.galopin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class JournalTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Journal journal = new Journal(Clock.fixed(NOW, ZoneOffset.UTC), 3);

  private void write(String decision) {
    journal.write(
        Journal.Origin.INJECTED,
        "web",
        1,
        2,
        Direction.UPSTREAM,
        "",
        "delay",
        decision,
        "GET /a",
        "",
        null);
  }

  @Test
  void keepsEntriesInOrderWithNumberAndTime() {
    write("delay 1 s");
    assertThat(journal.after(0, 10))
        .containsExactly(
            new Journal.Entry(
                1,
                NOW,
                Journal.Origin.INJECTED,
                "web",
                1,
                2,
                Direction.UPSTREAM,
                "",
                "delay",
                "delay 1 s",
                "GET /a",
                "",
                null));
  }

  @Test
  void letsTheOldestGoAndSaysHowMany() {
    for (int i = 1; i <= 5; i++) {
      write("n" + i);
    }
    assertThat(journal.after(0, 10))
        .extracting(Journal.Entry::decision)
        .containsExactly("n3", "n4", "n5");
    assertThat(journal.letGo()).isEqualTo(2);
    assertThat(journal.written()).isEqualTo(5);
  }

  @Test
  void givesWhatCameAfterANumberAndNoMoreThanAskedFor() {
    for (int i = 1; i <= 5; i++) {
      write("n" + i);
    }
    assertThat(journal.after(4, 10)).extracting(Journal.Entry::number).containsExactly(5L);
    assertThat(journal.after(2, 2)).extracting(Journal.Entry::number).containsExactly(3L, 4L);
    assertThat(journal.after(5, 10)).isEmpty();
    assertThat(journal.after(99, 10)).isEmpty();
  }
}
