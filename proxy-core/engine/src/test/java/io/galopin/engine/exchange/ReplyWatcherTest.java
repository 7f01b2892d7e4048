package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplyWatcherTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Buffers buffers = new Buffers();
  private final FirmSession firm = new FirmSession();
  private final Deciding behavior = new Deciding();
  private VirtualDesk desk = new VirtualDesk();
  private ReplyWatcher watcher = watcher();

  private ReplyWatcher watcher() {
    Admission admission = new Admission(desk.desk, new NotedSink(), desk.holds, new NotedDialing());
    return new ReplyWatcher(desk.desk, desk.client, desk.holds, admission);
  }

  /** From now on the protocol answers what {@link #firm} says. */
  private void firmly() {
    desk = new VirtualDesk(firm);
    watcher = watcher();
  }

  @AfterEach
  void leavesNothingBehind() {
    desk.holds.close();
    desk.desk.close();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(desk.connection.time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private VirtualTime time() {
    return desk.connection.time;
  }

  /** A request that is at the backend. */
  private ActiveExchange asked(String label, Behavior... behaviors) {
    ActiveExchange exchange = desk.exchange(label, behaviors);
    exchange.requestCourse().came(true);
    exchange.requestCourse().forward();
    desk.desk.exchanges().decided(exchange);
    return exchange;
  }

  private void read(String text) {
    VirtualDesk.read(watcher, buffers.of(text), desk.client);
  }

  private List<String> entries() {
    return desk.connection.entries();
  }

  private ActiveExchange atBackend() {
    return desk.desk.exchanges().atBackend();
  }

  @Test
  void repliesPassAndEndExchanges() {
    ActiveExchange first = asked("a");
    ActiveExchange second = asked("b");
    read("1\nGOT 3\nab");
    assertThat(atBackend()).isSameAs(second);
    read("c");
    assertThat(atBackend()).isNull();
    assertThat(desk.client).hasToString("1\nGOT 3\nabc");
    assertThat(first.replyCourse().passes()).isTrue();
    assertThat(second.replyCourse().isForwarded()).isTrue();
    assertThat(entries()).isEmpty();
  }

  /** Whether the first piece need not be taken out of what was read. */
  private boolean passes(String text) {
    ByteBuf in = buffers.of(text);
    Cut cut = watcher.cut(in);
    watcher.come(cut, in);
    boolean passes = watcher.passes(cut);
    in.release();
    return passes;
  }

  @Test
  void onlyWhatNobodyActsOnPassesWithinWhatWasRead() {
    assertThat(passes("hello")).isTrue();
    asked("a");
    assertThat(passes("~soon\n")).isTrue();
    assertThat(passes("1\n")).isTrue();
    read("GOT 3\n");
    assertThat(passes("ab")).isTrue();
    desk.holds.submit(() -> {}, desk.holds.now() + 1);
    assertThat(passes("c")).as("behind what is held").isFalse();
  }

  @Test
  void aReplyThatARuleActsOnIsTaken() {
    asked("a", behavior);
    assertThat(passes("~soon\n")).isTrue();
    assertThat(passes("1\n")).isFalse();
  }

  @Test
  void aRewriteOfAReplyThatIsReplacedIsNotWrittenDown() {
    Deciding first = new Deciding().after(Decision.fail(Failure.ERROR));
    behavior.after(Decision.act(new Action.Rewrite(Map.of("reply", "x"))));
    ActiveExchange exchange = asked("a", first, behavior);
    read("1\n");
    assertThat(desk.client).hasToString("ERROR a\n");
    assertThat(entries()).containsExactly("fail ERROR");
    assertThat(exchange.replyCourse().hasBegun()).isTrue();
  }

  @Test
  void whatNobodyAskedForPasses() {
    read("hello\n");
    assertThat(desk.client).hasToString("hello\n");
  }

  @Test
  void whatNobodyAskedForOvertakesNothingAndMayBeReplaced() {
    firmly();
    desk.holds.submit(() -> desk.client.write(buffers.of("first ")), desk.holds.now() + 1);
    firm.cut = Cut.pass(2);
    read("ab");
    firm.cut = Cut.pass(2).replacedBy(buffers.of(" other"));
    read("cd");
    assertThat(desk.client).hasToString("");
    time().advance(Duration.ofNanos(1));
    assertThat(desk.client).hasToString("first ab other");
  }

  @Test
  void framingWithinAReplyMayBeReplaced() {
    firmly();
    asked("a");
    firm.cut = Cut.reply(1, false, () -> "reply");
    read("1");
    firm.cut = Cut.framing(2, true).replacedBy(buffers.of(" other"));
    read("ab");
    assertThat(desk.client).hasToString("1 other");
  }

  @Test
  void interimRepliesPassBeforeTheBehaviorsAreAsked() {
    behavior.after(Decision.delay(SECOND));
    ActiveExchange exchange = asked("a", behavior);
    read("~soon\n");
    assertThat(desk.client).hasToString("~soon\n");
    assertThat(behavior.asked).isEmpty();
    assertThat(exchange.replyCourse().hasBegun()).isFalse();
    assertThat(exchange.replyCourse().isForwarded()).isTrue();
    read("1\n");
    assertThat(desk.client).hasToString("~soon\n");
    time().advance(SECOND);
    assertThat(desk.client).hasToString("~soon\n1\n");
    assertThat(behavior.asked).containsExactly("between", "after");
  }

  @Test
  void anInterimReplyDoesNotOvertakeWhatIsHeld() {
    desk.holds.submit(() -> desk.client.write(buffers.of("held\n")), desk.holds.now() + 1);
    asked("a");
    read("~soon\n");
    assertThat(desk.client).hasToString("");
    time().advance(Duration.ofNanos(1));
    assertThat(desk.client).hasToString("held\n~soon\n");
  }

  @Test
  void aDelayedReplyIsNotOvertaken() {
    behavior.after(Decision.delay(SECOND));
    ActiveExchange delayed = asked("a", behavior);
    asked("b");
    read("GOT 2\nxy2\n");
    assertThat(desk.client).hasToString("");
    assertThat(watcher.pinned()).isPositive();
    time().advance(SECOND);
    assertThat(desk.client).hasToString("GOT 2\nxy2\n");
    assertThat(atBackend()).isNull();
    assertThat(delayed.replyCourse().isForwarded()).isTrue();
    assertThat(watcher.pinned()).isZero();
  }

  @Test
  void aDelayBetweenRequestAndReplyCountsFromTheRequest() {
    behavior.between(Decision.delay(SECOND));
    ActiveExchange exchange = asked("a", behavior);
    desk.desk.interventions().between(exchange);
    time().advance(SECOND.minusNanos(1));
    read("1\n");
    assertThat(desk.client).hasToString("");
    time().advance(Duration.ofNanos(1));
    assertThat(desk.client).hasToString("1\n");
    assertThat(behavior.asked).containsExactly("between", "after");
  }

  @Test
  void aReplyIsReplacedByAFailure() {
    behavior.after(Decision.fail(Failure.ERROR));
    ActiveExchange exchange = asked("a", behavior);
    asked("b");
    read("GOT 2\nxy2\n");
    assertThat(desk.client).hasToString("ERROR a\n2\n");
    assertThat(exchange.replyCourse().passes()).isFalse();
    assertThat(entries()).containsExactly("fail ERROR");
  }

  @Test
  void whatWasDecidedBetweenComesInsteadOfTheReply() {
    behavior.between(Decision.fail(Failure.ERROR));
    behavior.after(Decision.close());
    ActiveExchange exchange = asked("a", behavior);
    desk.desk.interventions().between(exchange);
    read("1\n");
    assertThat(desk.client).hasToString("ERROR a\n");
    assertThat(behavior.asked).containsExactly("between");
    assertThat(entries()).containsExactly("fail ERROR");
  }

  @Test
  void anActionOnTheConnectionReplacesTheReply() {
    behavior.after(Decision.hang());
    asked("a", behavior);
    read("1\n");
    assertThat(desk.client).hasToString("");
    assertThat(desk.controls.told).containsExactly("stop requests", "stop replies", "flush");
  }

  @Test
  void aHeadIsRewrittenAndThatIsWrittenDownWhenItGoes() {
    behavior.after(Decision.act(new Action.Rewrite(Map.of("reply", "x"))).delayedBy(SECOND));
    asked("a", behavior);
    read("1\n");
    assertThat(entries()).containsExactly("delay 1 s");
    time().advance(SECOND);
    assertThat(desk.client).hasToString("x\n");
    assertThat(entries()).containsExactly("delay 1 s", "rewrite reply");
  }

  @Test
  void aReplyIsShapedFromItsHeadOn() {
    behavior.between(Decision.act(new Action.Truncate(2, Action.End.CLOSE)));
    ActiveExchange exchange = asked("a", behavior);
    read("GOT 4\nabcd");
    assertThat(desk.client).hasToString("GOT 4\nab");
    assertThat(exchange.replyCourse().passesUnchanged()).isFalse();
    assertThat(desk.controls.told).containsExactly("stop replies", "close orderly");
    assertThat(atBackend()).isNull();
  }

  @Test
  void aThrottledReplyIsFullWhereTooMuchOfItWaits() {
    behavior.after(Decision.act(new Action.Throttle(1)));
    asked("a", behavior);
    assertThat(watcher.full()).isFalse();
    read("GOT 100000\n");
    assertThat(desk.pairing().payloadMatters()).isTrue();
    assertThat(watcher.full()).isFalse();
    read("x".repeat(99_000));
    assertThat(watcher.full()).isTrue();
  }

  @Test
  void aReplyThatFailsIsNotShaped() {
    behavior.before(Decision.act(new Action.Corrupt(1)));
    behavior.after(Decision.fail(Failure.ERROR));
    ActiveExchange exchange = asked("a", behavior);
    exchange.before();
    read("GOT 1\nx");
    assertThat(exchange.replyCourse().shape()).isNull();
    assertThat(desk.client).hasToString("ERROR a\n");
  }

  @Test
  void aLostReplyMayEndWithTheConnection() {
    behavior.after(Decision.act(new Action.Lose(Action.End.CLOSE)));
    asked("a", behavior);
    read("GOT 3\na");
    assertThat(entries()).isEmpty();
    ByteBuf rest = buffers.of("");
    assertThat(watcher.end(rest)).isSameAs(Cut.nothing());
    rest.release();
    assertThat(entries()).containsExactly("lose the reply, close");
  }

  @Test
  void aRuleMayBeChosenByTheReply() {
    desk.rules(VirtualDesk.rule("no", Conditions.like(LineProtocol.REPLY, "no"), behavior, false));
    behavior.after(Decision.fail(Failure.ERROR));
    for (String reply : List.of("yes\n", "no\n")) {
      ActiveExchange exchange = asked("a");
      ByteBuf head = buffers.of("a\n");
      desk.desk.interventions().choose(exchange, head, 2);
      head.release();
      read(reply);
    }
    assertThat(desk.client).hasToString("yes\nERROR a\n");
  }

  @Test
  void anAnswerOfTheProxyFollowsAReply() {
    asked("a");
    ActiveExchange second = desk.exchange("b");
    second.requestCourse().withhold();
    desk.desk.exchanges().answer(second, Rendering.reply(buffers.of("own"), "own"));
    read("GOT 3\nab");
    assertThat(desk.client).hasToString("GOT 3\nab");
    read("c");
    assertThat(desk.client).hasToString("GOT 3\nabcown");
  }

  @Test
  void anUnansweredRequestMakesRoomForTheNext() {
    firmly();
    asked("a");
    ActiveExchange second = asked("b");
    watcher.unanswered();
    assertThat(atBackend()).isSameAs(second);
    watcher.unanswered();
    assertThatThrownBy(() -> watcher.unanswered())
        .isInstanceOf(Nonsense.class)
        .hasMessage("said UNANSWERED of no request");
  }

  @Test
  void listenersAreToldThatSilenceWasTheReply() {
    firmly();
    List<FinishedExchange> told = new ArrayList<>();
    desk.listeners.listen(told::add);
    asked("a");
    asked("b");
    watcher.unanswered();

    assertThat(told)
        .extracting(each -> each.exchange().request() + " " + each.how())
        .containsExactly("a NO_REPLY_EXPECTED");
    desk.desk.exchanges().close();
    assertThat(told)
        .extracting(each -> each.exchange().request() + " " + each.how())
        .containsExactly("a NO_REPLY_EXPECTED", "b UNANSWERED");
  }

  @Test
  void aReplyBelongsToARequest() {
    firmly();
    firm.cut = Cut.body(1, true);
    assertThatThrownBy(() -> read("x"))
        .isInstanceOf(Nonsense.class)
        .hasMessage("said BODY of a reply to no request");
  }

  @Test
  void aFlawedReplyIsAnsweredByTheProtocolAndNoMoreIsRead() {
    firmly();
    asked("a");
    firm.cut = Cut.refuse(Rendering.reply(buffers.of("bad gateway"), "502"), "a flaw");
    read("x");
    assertThat(desk.client).hasToString("bad gateway");
    assertThat(desk.controls.told).containsExactly("flush", "stop replies");
    assertThat(entries()).containsExactly("refused: a flaw");
  }

  @Test
  void aFlawInAReplyThatHasBegunIsAReset() {
    firmly();
    asked("a").replyCourse().begin();
    firm.cut = Cut.refuse(Rendering.reply(buffers.of("bad gateway"), "502"), "a flaw");
    read("x");
    assertThat(desk.client).hasToString("");
    assertThat(desk.controls.told).containsExactly("reset orderly", "stop replies");
  }

  @Test
  void aFlawedReplyWithoutWordsIsAReset() {
    firmly();
    asked("a");
    firm.cut = Cut.refuse(null, "a flaw");
    read("x");
    assertThat(desk.controls.told).containsExactly("reset orderly", "stop replies");
  }

  @Test
  void aFlawInWhatNobodyAskedForClosesBehindWhatIsHeld() {
    firmly();
    desk.holds.submit(() -> desk.client.write(buffers.of("held")), desk.holds.now() + 1);
    firm.cut = Cut.refuse(null, "a flaw");
    read("x");
    assertThat(desk.controls.told).containsExactly("stop replies");
    time().advance(Duration.ofNanos(1));
    assertThat(desk.client).hasToString("held");
    assertThat(desk.controls.told).containsExactly("stop replies", "close orderly");
  }
}
