package io.galopin.engine.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Move;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicTally.Step;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import io.galopin.testbed.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToxicStageTest {

  private static final Move SOME_DROP = new Move(Move.Kind.DROP, 2, 0);

  private final Buffers buffers = new Buffers();
  private final NotedChain chain = new NotedChain();
  private final VirtualTime time = chain.connection.time;
  private final NotedSink next = new NotedSink();
  private final Puppet toxic = new Puppet();
  private final ToxicSpec spec = toxic.spec("late");
  private final ToxicStage stage = new ToxicStage(chain, spec, next);

  @AfterEach
  void leavesNothingBehind() {
    stage.abandon();
    assertThat(chain.pinned).isZero();
    assertThat(time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private void write(String text) {
    stage.write(buffers.of(text));
  }

  private Move wait(Duration delay) {
    return Move.waitUntil(chain.facts().now() + delay.toNanos());
  }

  private List<String> entries() {
    return chain.connection.entries();
  }

  private long fired(ToxicSpec of) {
    return of.tally().connections(Step.FIRED);
  }

  @Test
  void whatPassesAtOnceIsNothingThatItDid() {
    write("abc");
    stage.mark(() -> write("!"));
    stage.end();

    assertThat(next).hasToString("abc!|");
    assertThat(fired(spec)).isZero();
    assertThat(entries()).isEmpty();
    assertThat(chain.told).containsExactly("came to late");
    assertThat(spec.tally().connections(Step.REACHED)).isEqualTo(1);
  }

  @Test
  void theEndAloneReachesIt() {
    stage.end();
    assertThat(chain.told).containsExactly("came to late");
  }

  @Test
  void passesInPieces() {
    toxic.say(Move.pass(2), Move.pass(3));

    write("abcdef");

    assertThat(next).hasToString("abcdef");
    assertThat(toxic.asked)
        .containsExactly("open", "6 bytes after PT0S", "4 bytes after PT0S", "1 bytes after PT0S");
    assertThat(fired(spec)).isEqualTo(1);
  }

  @Test
  void dropsAllOrSome() {
    toxic.say(Move.dropAll(), SOME_DROP, Move.passAll(), SOME_DROP);

    write("abc");
    write("def");
    write("gh");
    stage.abandon();

    assertThat(next).hasToString("f");
    assertThat(entries())
        .containsExactly("begins: test {}", "ended: 1 bytes passed, 7 dropped, 0 waits");
  }

  @Test
  void whatIsDroppedAtOnceIsSomethingThatItDid() {
    toxic.say(Move.dropAll());
    write("abc");
    assertThat(fired(spec)).isEqualTo(1);
    assertThat(stage.pinned()).isZero();
    write("de");
    stage.abandon();
    assertThat(entries()).endsWith("ended: 2 bytes passed, 3 dropped, 0 waits");
  }

  @Test
  void bytesLetItSetAlarmsAgain() {
    for (int i = 0; i < 150; i++) {
      toxic.place().alarmAt(chain.facts().now());
      if (i == 75) {
        write("a");
      }
    }
    time.run();
    assertThat(entries()).isEmpty();
  }

  @Test
  void bytesWaitAndEverythingBehindThem() {
    toxic.say(wait(Duration.ofMillis(5)));
    write("a");
    write("b");
    stage.mark(() -> next.write(buffers.of("!")));
    stage.end();
    assertThat(stage.pinned()).isGreaterThanOrEqualTo(4 * HeldMemory.PIECE).isEqualTo(chain.pinned);

    time.advance(Duration.ofMillis(5).minusNanos(1));
    assertThat(next).hasToString("");
    time.advance(Duration.ofNanos(1));

    assertThat(next).hasToString("ab!|");
    assertThat(toxic.asked)
        .containsExactly(
            "open",
            "1 bytes after PT0S",
            "1 bytes after PT0.005S",
            "1 bytes after PT0.005S",
            "end after PT0.005S");
    assertThat(chain.told).contains("moved");
    assertThat(stage.pinned()).isZero();
    stage.abandon();
    assertThat(entries())
        .containsExactly("begins: test {}", "ended: 2 bytes passed, 0 dropped, 1 waits");
  }

  @Test
  void whatIsPartlyGoneWaitsWithTheRest() {
    toxic.say(Move.pass(1), wait(Duration.ofMillis(5)));
    write("ab");
    assertThat(next).hasToString("a");
    time.advance(Duration.ofMillis(5));
    assertThat(next).hasToString("ab");
  }

  @Test
  void staysUntilItIsAbandoned() {
    toxic.say(Move.stay());
    write("a");
    stage.end();
    time.advance(Duration.ofDays(1));
    assertThat(next).hasToString("");
    assertThat(fired(spec)).isEqualTo(1);

    stage.abandon();
    write("b");

    assertThat(next).hasToString("");
  }

  @Test
  void holdsTheEndAlone() {
    toxic.end = wait(Duration.ofMillis(5));
    stage.end();
    assertThat(next).hasToString("");
    toxic.end = Move.passAll();
    time.advance(Duration.ofMillis(5));
    assertThat(next).hasToString("|");
  }

  @Test
  void isFullWhenItHoldsAsMuchAsItsToxicReadsAhead() {
    toxic.readAhead = 0;
    assertThat(stage.full()).isFalse();
    toxic.say(Move.stay());
    write("a");
    assertThat(stage.full()).isTrue();
    toxic.readAhead = stage.pinned();
    assertThat(stage.full()).isTrue();
    toxic.readAhead = stage.pinned() + 1;
    assertThat(stage.full()).isFalse();
  }

  @Test
  void keepsWhatThereIsNoRoomForUntilItIsTold() {
    chain.room = false;
    toxic.say(Move.pass(1));
    write("ab");
    assertThat(next).as("asked before it could wait").hasToString("a");
    assertThat(stage.stalled()).isTrue();

    stage.resume();
    assertThat(stage.stalled()).isTrue();
    chain.room = true;
    assertThat(next).hasToString("a");
    stage.resume();

    assertThat(next).hasToString("ab");
    assertThat(stage.stalled()).isFalse();
  }

  @Test
  void roomChangesNothingForWhatWaits() {
    toxic.say(Move.stay());
    write("a");
    stage.resume();
    assertThat(toxic.asked).hasSize(2);
  }

  @Test
  void theEndNeedsNoRoom() {
    chain.room = false;
    stage.end();
    assertThat(next).hasToString("|");
  }

  @Test
  void closesAfterWhatHasPassed() {
    toxic.say(Move.pass(1), Move.close());
    write("abc");

    assertThat(next).hasToString("a");
    assertThat(chain.controls.told).containsExactly("close sides");
    assertThat(fired(spec)).isEqualTo(1);
    write("d");
    assertThat(next).hasToString("a");
  }

  @Test
  void resets() {
    toxic.say(Move.reset()).readAhead = 0;
    stage.write(buffers.of("a"));
    stage.abandon();

    assertThat(chain.controls.told).contains("reset");
    assertThat(fired(spec)).isEqualTo(1);
  }

  @Test
  void anAlarmMayEndTheConnection() {
    toxic.place().alarmAt(chain.facts().now() + 1);
    time.advance(Duration.ofNanos(1));
    assertThat(chain.controls.told).isEmpty();

    toxic.alarm = Move.close();
    toxic.place().alarmAt(chain.facts().now() + 1);
    time.advance(Duration.ofNanos(1));
    assertThat(chain.controls.told).containsExactly("close sides");
    assertThat(chain.told).containsExactly("moved");

    toxic.alarm = Move.reset();
    toxic.place().alarmAt(chain.facts().now() + 1);
    time.advance(Duration.ofNanos(1));
    assertThat(chain.controls.told).containsExactly("close sides", "reset");
  }

  @Test
  void whatWaitsGoesOnWhenItIsRemoved() {
    toxic.say(wait(Duration.ofMillis(5)));
    write("a");
    stage.end();
    chain.room = false;

    stage.leave();

    assertThat(next).hasToString("a|");
    assertThat(time.hasTimers()).isFalse();
    assertThat(toxic.asked).endsWith("removed");
    assertThat(entries())
        .containsExactly("begins: test {}", "ended: 1 bytes passed, 0 dropped, 1 waits");
  }

  @Test
  void theConnectionMayEndWhenItIsRemoved() {
    toxic.say(Move.stay());
    toxic.removed = Move.close();
    write("a");
    stage.leave();
    assertThat(next).hasToString("");
    assertThat(chain.controls.told).containsExactly("close sides");

    toxic.removed = Move.reset();
    stage.leave();
    assertThat(chain.controls.told).containsExactly("close sides", "reset");
  }

  @Test
  void aChangedToxicIsAskedAgain() {
    toxic.say(wait(Duration.ofHours(1)));
    write("a");
    Puppet other = new Puppet().say(Move.stay());
    ToxicSpec changed = other.spec("late");

    stage.become(changed);

    assertThat(stage.spec()).isSameAs(changed);
    assertThat(other.before).isSameAs(toxic);
    assertThat(other.asked).containsExactly("open after another", "1 bytes after PT0S");
    assertThat(time.hasTimers()).isFalse();
    assertThat(fired(changed)).isEqualTo(1);
    stage.become(new Puppet().spec("late"));
    assertThat(next).hasToString("a");
  }

  @Test
  void theSameToxicGoesOnInAnotherPlace() {
    toxic.say(wait(Duration.ofMillis(5)));
    write("a");
    ToxicSpec same = toxic.spec("late", 0.5, spec.scope());

    stage.become(same);

    assertThat(stage.spec()).isSameAs(same);
    assertThat(toxic.asked).hasSize(2);
    time.advance(Duration.ofMillis(5));
    assertThat(next).hasToString("a");
  }

  @Test
  void allPassesWhenItsToxicFails() {
    toxic.fails = "onBytes";
    write("a");
    assertThat(next).hasToString("a");
    assertThat(entries())
        .containsExactly(
            "toxic test failed in onBytes: java.lang.IllegalStateException: on purpose;"
                + " what late held passes, and so does what comes");
    time.run();
    assertThat(chain.told).containsExactly("came to late", "moved");
  }

  @Test
  void whatWaitedGoesOnSoonWhenItsToxicFails() {
    toxic.say(Move.stay());
    write("a");
    toxic.place().alarmAt(chain.facts().now());
    toxic.place().alarmAt(chain.facts().now() + 1_000_000);
    toxic.fails = "onAlarm";

    time.run();

    assertThat(next).hasToString("a");
    assertThat(chain.told).containsExactly("came to late", "moved");
  }

  @Test
  void aFailureAfterTheCloseMovesNothing() {
    toxic.say(Move.close());
    toxic.place().alarmAt(chain.facts().now());
    write("a");
    toxic.fails = "onAlarm";

    time.run();

    assertThat(entries()).hasSize(2);
    assertThat(chain.told).containsExactly("came to late");
  }

  @Test
  void anEarlierToxicIsKnown() {
    stage.cameBefore(new Puppet().spec("first"));
    assertThat(spec.tally().predecessor()).contains("first");
  }

  @Test
  void writesToAnother() {
    NotedSink other = new NotedSink();
    stage.next(other);
    write("a");
    assertThat(other).hasToString("a");
    assertThat(next).hasToString("");
  }
}
