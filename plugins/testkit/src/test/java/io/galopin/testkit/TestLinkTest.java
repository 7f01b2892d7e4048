package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestLinkTest {

  private static final Duration START = Duration.ZERO;

  /** What the toxic of a test was asked. */
  private final List<String> asked = new ArrayList<>();

  @Test
  void asksAboutTheOldestUntilItIsGone() {
    TestLink link = new TestLink((place, before) -> (length, arrived) -> ask(length, Move.pass(2)));
    link.arrive(5);
    link.end();

    assertThat(asked).containsExactly("5", "3", "1");
    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(START, 2),
            LinkEvent.passed(START, 2),
            LinkEvent.passed(START, 1),
            LinkEvent.ended(START));
  }

  private Move ask(int length, Move move) {
    asked.add(String.valueOf(length));
    return move;
  }

  @Test
  void asksAgainWhenTheTimeHasComeAndTellsWhenBytesArrived() {
    TestLink link =
        new TestLink(
            (place, before) ->
                (length, arrived) ->
                    place.now() - arrived >= 10
                        ? Move.passAll()
                        : ask(length, Move.waitUntil(arrived + 10)));
    link.arrive(1);
    link.advance(Duration.ofNanos(4));
    link.arrive(2);
    assertThat(link.waiting()).isEqualTo(3);
    link.advance(Duration.ofNanos(100));

    assertThat(asked).containsExactly("1", "2");
    assertThat(link.events())
        .containsExactly(
            LinkEvent.passed(Duration.ofNanos(10), 1), LinkEvent.passed(Duration.ofNanos(14), 2));
    assertThat(link.passed()).isEqualTo(3);
  }

  @Test
  void doesNotAskAgainAboutWhatStays() {
    Toxic stays = (place, before) -> (length, arrived) -> ask(length, Move.stay());
    TestLink link = new TestLink(stays);
    link.arrive(1);
    link.arrive(2);
    link.advance(Duration.ofDays(1));
    assertThat(asked).containsExactly("1");

    link.change(stays);
    link.remove();

    assertThat(asked).containsExactly("1", "1");
    assertThat(link.passed()).isEqualTo(3);
  }

  @Test
  void handsTheStageOfBeforeToTheChangedToxic() {
    List<Stage> stages = new ArrayList<>();
    Toxic toxic =
        (place, before) -> {
          if (before != null) {
            stages.add(before);
          }
          Stage stage = (length, arrived) -> Move.dropAll();
          stages.add(stage);
          return stage;
        };
    new TestLink(toxic).change(toxic);

    assertThat(stages).hasSize(3);
    assertThat(stages.get(1)).isSameAs(stages.get(0));
  }

  @Test
  void ringsTheAlarmOnceAndEndsWithTheConnection() {
    TestLink link =
        new TestLink(
            (place, before) -> {
              place.alarmAt(place.now() + 10);
              return new Stage() {
                @Override
                public Move onBytes(int length, long arrived) {
                  return Move.dropAll();
                }

                @Override
                public Move onAlarm() {
                  asked.add("alarm");
                  return asked.size() > 1 ? Move.passAll() : Move.reset();
                }
              };
            });
    link.arrive(3);
    link.advance(Duration.ofNanos(20));
    link.arrive(4);

    assertThat(asked).containsExactly("alarm");
    assertThat(link.events())
        .containsExactly(LinkEvent.dropped(START, 3), LinkEvent.reset(Duration.ofNanos(10)));
  }

  @Test
  void refusesAToxicThatWouldHaveTheEventLoopSpin() {
    TestLink link =
        new TestLink((place, before) -> (length, arrived) -> Move.waitUntil(place.now()));

    assertThatThrownBy(() -> link.arrive(1))
        .hasMessageStartingWith(
            "toxic under-test failed in onBytes: said again and again to wait for a time that is"
                + " over");
  }

  @Test
  void drawsFromTheSeed() {
    assertThat(draw(7)).isEqualTo(draw(7)).isNotEqualTo(draw(8));
    assertThat(draw(7)).isBetween(0.0, 1.0);
  }

  private static double draw(long seed) {
    double[] drawn = new double[1];
    new TestLink(
        (place, before) -> {
          drawn[0] = place.nextDraw();
          return (length, arrived) -> Move.passAll();
        },
        seed);
    return drawn[0];
  }
}
