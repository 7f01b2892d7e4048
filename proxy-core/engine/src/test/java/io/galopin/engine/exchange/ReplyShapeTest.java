package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Action;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.socket.Buffers;
import io.galopin.testbed.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyShapeTest {

  private final Buffers buffers = new Buffers();
  private final VirtualDesk desk = new VirtualDesk();
  private final VirtualTime time = desk.connection.time;
  private final ActiveExchange exchange = desk.exchange("a");
  private final List<Choice> hung = new ArrayList<>();
  private final ReplyShape shape =
      new ReplyShape(
          exchange, desk.connection.recorder, desk.controls, hung::add, desk.holds, desk.client);

  @AfterEach
  void leavesNothingBehind() {
    desk.holds.close();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private Firings.Shaping shaping(Action.OnReply action) {
    String plugin = action.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    return new Firings.Shaping(desk.firing(plugin, new Deciding()), Hook.AFTER, action);
  }

  /** The reply passes, with these actions on it. */
  private void begin(Action.OnReply... actions) {
    exchange.replyCourse().begin();
    exchange.replyCourse().pass();
    shape.begin(Stream.of(actions).map(this::shaping).toList(), desk.holds.now());
  }

  private void head(String text) {
    shape.take(buffers.of(text), false, false);
  }

  private void body(String text) {
    shape.take(buffers.of(text), true, false);
  }

  private void lastOfBody(String text) {
    shape.take(buffers.of(text), true, true);
  }

  private List<String> entries() {
    return desk.connection.entries();
  }

  @Test
  void passesThePiecesWhenTheReplyMayBegin() {
    exchange.replyCourse().begin();
    exchange.replyCourse().pass();
    shape.begin(List.of(), desk.holds.now() + 1_000);
    exchange.announce(() -> desk.controls.told.add("entry after \"" + desk.client + "\""));
    head("head ");
    lastOfBody("body");
    assertThat(desk.client).hasToString("");
    assertThat(exchange.replyCourse().isForwarded()).isFalse();

    time.advance(Duration.ofNanos(1_000));

    assertThat(desk.client).hasToString("head body");
    assertThat(desk.controls.told).containsExactly("entry after \"\"");
    assertThat(exchange.replyCourse().isForwarded()).isTrue();
  }

  @Test
  void aReplyThatIsReplacedMeanwhileDoesNotGoAndIsNotWrittenDown() {
    exchange.replyCourse().begin();
    shape.begin(List.of(shaping(new Action.Corrupt(1))), desk.holds.now() + 1_000);
    body("x");
    exchange.replyCourse().replace();
    time.advance(Duration.ofNanos(1_000));
    assertThat(desk.client).hasToString("");
    assertThat(entries()).isEmpty();
  }

  @Test
  void aBodyIsThrottledToTheLowestRateAndItsHeadIsNot() {
    begin(new Action.Throttle(5_000), new Action.Throttle(1_000), new Action.Throttle(2_000));
    head("head ");
    assertThat(desk.client).hasToString("head ");
    assertThat(entries()).isEmpty();
    lastOfBody("x".repeat(50));
    assertThat(desk.client).hasToString("head ");

    time.advance(Duration.ofMillis(20).minusNanos(1));
    assertThat(desk.client).hasToString("head ");
    time.advance(Duration.ofNanos(1));
    assertThat(desk.client).hasToString("head " + "x".repeat(20));
    assertThat(entries()).containsExactly("throttle to 1000 bytes per second");
    time.advance(Duration.ofMillis(30));
    assertThat(desk.client).hasToString("head " + "x".repeat(50));
    assertThat(entries()).hasSize(1);
  }

  @Test
  void aThrottledBodyUsesNoTimeThatHasPassed() {
    begin(new Action.Throttle(1_000));
    body("");
    body("x".repeat(10));
    time.advance(Duration.ofMillis(10));
    assertThat(desk.client.toString()).hasSize(10);
    time.advance(Duration.ofSeconds(10));

    body("y".repeat(10));
    time.advance(Duration.ofMillis(10).minusNanos(1));
    assertThat(desk.client.toString()).hasSize(10);
    time.advance(Duration.ofNanos(1));
    assertThat(desk.client.toString()).hasSize(20);
  }

  @Test
  void piecesThatComeTogetherShareTheRate() {
    begin(new Action.Throttle(1_000));
    body("x".repeat(10));
    body("y".repeat(10));
    time.advance(Duration.ofMillis(20).minusNanos(1));
    assertThat(desk.client).hasToString("");
    time.advance(Duration.ofNanos(1));
    assertThat(desk.client).hasToString("x".repeat(10) + "y".repeat(10));
  }

  @Test
  void whatFollowsAThrottledPieceWaitsForIt() {
    begin(new Action.Throttle(1_000));
    body("x".repeat(10));
    head("end");
    assertThat(desk.client).hasToString("");
    time.advance(Duration.ofMillis(10));
    assertThat(desk.client).hasToString("x".repeat(10) + "end");
  }

  @Test
  void aThrottledBodyWaitsForTheClientToo() {
    begin(new Action.Throttle(1_000));
    desk.controls.clientTakes = false;
    body("x".repeat(10));
    time.advance(Duration.ofSeconds(1));
    assertThat(desk.client).hasToString("");
    assertThat(desk.holds.stalled()).isTrue();
    desk.controls.clientTakes = true;
    desk.holds.resume();
    time.run();
    assertThat(desk.client).hasToString("x".repeat(10));
  }

  @Test
  void readsAheadSixtyFourKibibytesOrATenthOfASecond() {
    begin(new Action.Throttle(10_000_000));
    assertThat(shape.full()).isFalse();
    body("x".repeat(990_000));
    assertThat(shape.full()).isFalse();
    body("x".repeat(9_000));
    assertThat(shape.full()).isTrue();

    ReplyShape slow =
        new ReplyShape(
            exchange, desk.connection.recorder, desk.controls, hung::add, desk.holds, desk.client);
    assertThat(slow.full()).as("not throttled").isFalse();
  }

  @Test
  void aSlowBodyIsReadAheadLess() {
    begin(new Action.Throttle(10));
    body("x".repeat((1 << 16) - 2_000));
    assertThat(shape.full()).isFalse();
    body("x".repeat(2_000));
    assertThat(shape.full()).isTrue();
  }

  @Test
  void aBodyIsCutAfterTheFewestBytesAndTheConnectionCloses() {
    begin(
        new Action.Truncate(9, Action.End.RESET),
        new Action.Truncate(3, Action.End.CLOSE),
        new Action.Truncate(5, Action.End.RESET));
    head("head ");
    body("ab");
    assertThat(desk.controls.told).isEmpty();
    body("cde");
    lastOfBody("fgh");
    assertThat(desk.client).hasToString("head abc");
    assertThat(entries()).containsExactly("cut the reply short, close");
    assertThat(desk.controls.told).containsExactly("stop replies", "close orderly");
  }

  @Test
  void aBodyOfThatLengthIsNotCut() {
    begin(new Action.Truncate(3, Action.End.CLOSE));
    body("ab");
    lastOfBody("c");
    shape.inputEnded();
    assertThat(desk.client).hasToString("abc");
    assertThat(entries()).isEmpty();
    assertThat(desk.controls.told).isEmpty();
  }

  @Test
  void endsWithAResetOrInSilence() {
    begin(new Action.Truncate(0, Action.End.RESET));
    body("a");
    assertThat(desk.client).hasToString("");
    assertThat(desk.controls.told).containsExactly("stop replies", "reset orderly");
    assertThat(entries()).containsExactly("cut the reply short, reset");
    assertThat(hung).isEmpty();
  }

  @Test
  void aLostReplyIsReadToItsEnd() {
    begin(new Action.Lose(Action.End.SILENCE), new Action.Lose(Action.End.CLOSE));
    head("head ");
    body("ab");
    assertThat(entries()).isEmpty();
    lastOfBody("c");
    shape.inputEnded();
    assertThat(desk.client).hasToString("");
    assertThat(entries()).containsExactly("lose the reply, silence");
    assertThat(desk.controls.told).containsExactly("stop replies", "stop replies", "flush");
    assertThat(hung).extracting(Choice::plugin).containsExactly("lose");
  }

  @Test
  void aReplyThatEndsWithTheConnectionIsLostThen() {
    begin(new Action.Lose(Action.End.CLOSE));
    body("ab");
    shape.inputEnded();
    shape.inputEnded();
    assertThat(entries()).containsExactly("lose the reply, close");
  }

  @Test
  void whatIsLostIsNotCutInsteadHoweverTheRulesAreOrdered() {
    begin(
        new Action.Truncate(1, Action.End.RESET),
        new Action.Lose(Action.End.CLOSE),
        new Action.Truncate(0, Action.End.RESET));
    lastOfBody("ab");
    assertThat(desk.client).hasToString("");
    assertThat(entries()).containsExactly("lose the reply, close");
  }

  @Test
  void bytesAreInsertedInTheMiddleOfTheFirstPiece() {
    begin(new Action.Insert(4));
    head("abcd");
    lastOfBody("ef");
    String heard = desk.client.toString();
    assertThat(heard).startsWith("ab").endsWith("cdef").hasSize(10);
    assertThat(entries()).containsExactly("insert 4 random bytes");
  }

  @Test
  void aCorruptedBodyIsWrittenDownWithItsFirstWrongByte() {
    begin(new Action.Corrupt(100), new Action.Throttle(1_000));
    head("head ");
    assertThat(entries()).isEmpty();
    body("x".repeat(50));
    assertThat(entries()).isEmpty();
    time.advance(Duration.ofMillis(20));
    assertThat(entries())
        .containsExactly("turn over a bit in each 100 bytes", "throttle to 1000 bytes per second");
    time.advance(Duration.ofMillis(30));
    String heard = desk.client.toString();
    assertThat(heard).startsWith("head ").endsWith("x".repeat(49)).doesNotEndWith("x".repeat(50));
    assertThat(entries()).hasSize(2);
  }

  @Test
  void payloadMattersWhereItIsChanged() {
    assertThat(shape.payloadMatters()).isFalse();
    begin(new Action.Insert(1));
    assertThat(shape.payloadMatters()).isFalse();
    for (Action.OnReply action :
        new Action.OnReply[] {
          new Action.Throttle(1), new Action.Truncate(1, Action.End.CLOSE), new Action.Corrupt(1)
        }) {
      ReplyShape one =
          new ReplyShape(
              exchange,
              desk.connection.recorder,
              desk.controls,
              hung::add,
              desk.holds,
              desk.client);
      one.begin(List.of(shaping(action)), 0);
      assertThat(one.payloadMatters()).isTrue();
      one.begin(List.of(shaping(new Action.Lose(Action.End.CLOSE))), 0);
      assertThat(one.payloadMatters()).isFalse();
    }
  }
}
