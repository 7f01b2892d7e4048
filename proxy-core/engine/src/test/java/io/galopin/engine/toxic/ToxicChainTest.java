package io.galopin.engine.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.engine.exchange.NotedControls;
import io.galopin.engine.exchange.VirtualFacts;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.rule.ToxicTally.Step;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ToxicChainTest {

  private final Buffers buffers = new Buffers();
  private final VirtualFacts connection = new VirtualFacts();
  private final NotedControls controls = new NotedControls();
  private final NotedSink sink = new NotedSink();
  private final ToxicChain chain =
      new ToxicChain(
          connection.facts,
          connection.recorder,
          new ToxicSteps(),
          controls,
          Direction.UPSTREAM,
          sink);
  private final Puppet first = new Puppet();
  private final Puppet second = new Puppet();
  private final ToxicSpec one = first.spec("one");
  private final ToxicSpec two = second.spec("two");

  @AfterEach
  void leavesNothingBehind() {
    chain.abandon();
    assertThat(chain.pinned()).isZero();
    assertThat(connection.memory.held()).isZero();
    assertThat(connection.time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private void write(String text) {
    chain.write(buffers.of(text));
  }

  @Test
  void withoutToxicsAllGoesToTheSocket() {
    write("ab");
    chain.mark(() -> write("!"));
    chain.end();
    assertThat(sink).hasToString("ab!|");
    assertThat(chain.full()).isFalse();
    assertThat(chain.stalled()).isFalse();
    assertThat(chain.bytes()).isEqualTo(3);
  }

  @Test
  void bytesPassTheToxicsInTheirOrder() {
    chain.become(List.of(one, two));
    first.say(Move.pass(1));
    write("abc");
    assertThat(first.asked).containsExactly("open", "3 bytes after PT0S", "2 bytes after PT0S");
    assertThat(second.asked).containsExactly("open", "1 bytes after PT0S", "2 bytes after PT0S");
    assertThat(sink).hasToString("abc");
  }

  @Test
  void countsWhatWaitsInAll() {
    chain.become(List.of(one, two));
    second.say(Move.stay());
    write("a");
    first.say(Move.stay());
    write("b");
    assertThat(chain.pinned()).isPositive().isEqualTo(connection.memory.held());
  }

  @Test
  void theFirstAloneSaysThatItIsFull() {
    chain.become(List.of(one, two));
    second.readAhead = 0;
    second.say(Move.stay());
    write("a");
    assertThat(chain.full()).isFalse();
    first.readAhead = 0;
    first.say(Move.stay());
    write("b");
    assertThat(chain.full()).isTrue();
  }

  @Test
  void whatWaitsAtARemovedToxicPassesThoseAfterIt() {
    chain.become(List.of(one, two));
    first.say(Move.stay());
    write("ab");
    second.say(Move.pass(1));

    chain.become(List.of(two));

    assertThat(sink).hasToString("ab");
    assertThat(first.asked).endsWith("removed");
    assertThat(second.asked).containsExactly("open", "2 bytes after PT0S", "1 bytes after PT0S");
    assertThat(sink.flushes).isEqualTo(2);
    write("c");
    assertThat(first.asked).endsWith("removed");
    assertThat(second.asked).endsWith("1 bytes after PT0S");
  }

  @Test
  void aChangedToxicTakesThePlaceOfItsPredecessor() {
    chain.become(List.of(one, two));
    first.say(Move.stay());
    write("ab");
    Puppet changed = new Puppet();

    chain.become(List.of(changed.spec("one"), two));

    assertThat(changed.before).isSameAs(first);
    assertThat(changed.asked).containsExactly("open after another", "2 bytes after PT0S");
    assertThat(second.asked).containsExactly("open", "2 bytes after PT0S");
    assertThat(first.asked).doesNotContain("removed");
    assertThat(sink).hasToString("ab");
  }

  @Test
  void aToxicOfAnotherTypeIsAnotherToxic() {
    chain.become(List.of(one));
    Puppet changed = new Puppet();
    ToxicSpec other =
        new ToxicSpec("one", "other", Direction.UPSTREAM, 1, one.attributes(), changed);

    chain.become(List.of(other));

    assertThat(changed.asked).containsExactly("open");
    assertThat(first.asked).endsWith("removed");
  }

  @Test
  void aNewToxicStartsAtTheBytesThatHaveArrived() {
    write("abc");
    chain.become(List.of(one));
    double there = first.place().nextDraw();
    chain.become(List.of());

    ToxicChain another =
        new ToxicChain(
            connection.facts,
            connection.recorder,
            new ToxicSteps(),
            controls,
            Direction.UPSTREAM,
            sink);
    another.become(List.of(one));
    assertThat(first.place().nextDraw()).isNotEqualTo(there);
    another.write(buffers.of("abc"));
    assertThat(first.place().nextDraw()).isEqualTo(there);
    another.abandon();
  }

  @Test
  void nothingPassesWhileTheSocketHasNoRoom() {
    chain.become(List.of(one, two));
    first.say(Move.waitUntil(connection.facts.now() + 1_000));
    write("a");
    sink.writable = false;
    connection.time.advance(Duration.ofNanos(1_000));
    assertThat(sink).hasToString("");
    assertThat(chain.stalled()).isTrue();

    chain.resume();
    assertThat(chain.stalled()).isTrue();
    sink.writable = true;
    chain.resume();

    assertThat(sink).hasToString("a");
    assertThat(chain.stalled()).isFalse();
    assertThat(controls.told).containsExactly("relieved");
  }

  @Test
  void whatPilesUpBehindAToxicStopsItAndNotWhatIsBefore() {
    chain.become(List.of(one, two));
    String much = "x".repeat(1 << 20);
    first.say(Move.waitUntil(connection.facts.now() + 1_000));
    second.say(Move.stay(), Move.stay());
    write("a");
    write(much);
    connection.time.advance(Duration.ofNanos(1_000));
    assertThat(first.asked).as("nothing piles up behind it").hasSize(4);
    write("b");
    first.say(Move.waitUntil(connection.facts.now() + 1_000));
    write("c");
    connection.time.advance(Duration.ofNanos(1_000));

    assertThat(chain.stalled()).isTrue();
  }

  @Test
  void whoFollowsAReachedToxicKnowsIt() {
    chain.become(List.of(one, two));
    first.say(Move.stay());
    write("a");
    assertThat(two.tally().connections(Step.BEFORE)).isEqualTo(1);
    assertThat(two.tally().predecessor()).contains("one");
    assertThat(one.tally().connections(Step.BEFORE)).isZero();
    assertThat(two.tally().connections(Step.REACHED)).isZero();
  }

  @Test
  void allWhoFollowAReachedToxicKnowIt() {
    ToxicSpec three = new Puppet().spec("three");
    chain.become(List.of(one, two, three));
    first.say(Move.pass(1), Move.stay());
    second.say(Move.stay());
    write("ab");
    assertThat(three.tally().predecessor()).contains("two");
    assertThat(two.tally().predecessor()).contains("one");
    assertThat(connection.journal.after(0, 10))
        .extracting(Journal.Entry::direction)
        .containsExactly(Direction.UPSTREAM, Direction.UPSTREAM);
  }

  @Test
  void nothingComesToToxicsOnceItIsAbandoned() {
    chain.become(List.of(one));
    chain.abandon();
    write("a");
    assertThat(first.asked).containsExactly("open");
    assertThat(sink).hasToString("a");
  }
}
