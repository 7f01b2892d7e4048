package io.galopin.engine.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.engine.rule.StreamDraws;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.testbed.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StagePlaceTest {

  private final NotedChain chain = new NotedChain();
  private final VirtualTime time = chain.connection.time;
  private final StageRecord record = new StageRecord(chain, new Puppet().spec("late"));
  private final List<String> log = new ArrayList<>();
  private StagePlace place = place();

  private StagePlace place() {
    return new StagePlace(chain, record, "late", () -> log.add("woken"), () -> log.add("alarm"));
  }

  private void alarms(int count, long in) {
    for (int i = 0; i < count; i++) {
      place.alarmAt(place.now() + in);
    }
  }

  @Test
  void timeStandsStillWhileTheToxicIsAsked() {
    long began = place.clock();
    place.asks(began);
    time.advance(Duration.ofSeconds(1));
    assertThat(place.now()).isEqualTo(began);
    assertThat(place.clock()).isEqualTo(began + 1_000_000_000);

    place.answered();

    assertThat(place.now()).isEqualTo(place.clock());
  }

  @Test
  void wakesToTheNanosecondAndUnderTheGuard() {
    place.wakeAt(place.clock() + 1_000_000);
    time.advance(Duration.ofMillis(1).minusNanos(1));
    assertThat(log).isEmpty();

    time.advance(Duration.ofNanos(1));

    assertThat(log).containsExactly("woken");
    assertThat(chain.controls.guarded).isEqualTo(1);
    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void wakesSoonForATimeThatIsOver() {
    place.wakeAt(place.clock() - 1_000_000);
    assertThat(log).isEmpty();
    time.run();
    assertThat(log).containsExactly("woken");
  }

  @Test
  void givesAlarms() {
    place.alarmAt(place.clock() + 1_000_000);
    time.advance(Duration.ofMillis(1).minusNanos(1));
    assertThat(log).isEmpty();
    time.advance(Duration.ofNanos(1));
    assertThat(log).containsExactly("alarm");
  }

  @Test
  void cancelsTheWakingAndTheAlarm() {
    place.wakeAt(place.clock() + 1_000_000);
    place.alarmAt(place.clock() + 1_000_000);

    place.cancel();

    assertThat(time.hasTimers()).isFalse();
    place.cancel();
  }

  @Test
  void givesAndCancelsEachOfSeveralAlarms() {
    for (int i = 1; i <= 4; i++) {
      place.alarmAt(place.clock() + i * 1_000_000L);
    }
    time.advance(Duration.ofMillis(2));
    assertThat(log).containsExactly("alarm", "alarm");

    place.cancel();

    assertThat(time.hasTimers()).isFalse();
  }

  @Test
  void whatHasGoneOffCannotBeCancelled() {
    place.wakeAt(place.clock());
    place.alarmAt(place.clock());
    time.run();
    place.cancel();
    assertThat(log).containsExactly("woken", "alarm");
  }

  @Test
  void aHundredAlarmsAtOnceAreEnough() {
    alarms(100, 1_000);
    assertThatThrownBy(() -> alarms(1, 1_000))
        .isInstanceOf(Nonsense.class)
        .hasMessageContaining("again and again");
  }

  @Test
  void anAlarmInTimeStartsTheCountAgain() {
    alarms(100, 0);
    alarms(1, 1_001);
    alarms(100, 0);
    assertThatThrownBy(() -> alarms(1, 0)).isInstanceOf(Nonsense.class);
  }

  @Test
  void bytesStartTheCountAgain() {
    alarms(100, 0);
    place.bytesCame();
    alarms(100, 0);
    assertThatThrownBy(() -> alarms(1, 0)).isInstanceOf(Nonsense.class);
  }

  @Test
  void drawsForThePlaceInTheStream() {
    chain.bytes = 10;
    place = place();
    StreamDraws expected = new StreamDraws(chain.connection.draws, 3, "toxic.upstream.late");
    assertThat(place.nextDraw()).isEqualTo(expected.next(10));
    assertThat(place.nextDraw()).isEqualTo(expected.next(10));

    record.passed(4);
    record.dropped(1);

    assertThat(place.nextDraw()).isEqualTo(expected.next(15));
  }
}
