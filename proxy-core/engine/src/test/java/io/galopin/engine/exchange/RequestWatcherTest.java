package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Request;
import io.galopin.api.Trouble;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.testbed.VirtualTime;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestWatcherTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Buffers buffers = new Buffers();
  private final FirmSession firm = new FirmSession();
  private final NotedSink backend = new NotedSink();
  private final List<Long> sent = new ArrayList<>();
  private final Deciding behavior = new Deciding();
  private VirtualDesk desk = new VirtualDesk();
  private HoldQueue holds = holds();
  private RequestWatcher watcher = watcher();
  private @Nullable Trouble trouble;

  private HoldQueue holds() {
    VirtualFacts connection = desk.connection;
    return new HoldQueue(connection.time.loop(), desk.controls::guard, connection.memory, () -> {});
  }

  private RequestWatcher watcher() {
    Dialing dialing =
        new Dialing() {
          @Override
          public void dial() {}

          @Override
          public @Nullable Trouble trouble() {
            return trouble;
          }
        };
    Admission admission = new Admission(desk.desk, backend, holds, dialing);
    return new RequestWatcher(
        desk.desk, backend, holds, admission, exchange -> sent.add(exchange.ordinal()));
  }

  /** From now on the protocol answers what {@link #firm} says. */
  private void firmly() {
    desk = new VirtualDesk(firm);
    holds = holds();
    watcher = watcher();
  }

  @AfterEach
  void leavesNothingBehind() {
    holds.close();
    desk.holds.close();
    desk.desk.close();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(desk.connection.time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private VirtualTime time() {
    return desk.connection.time;
  }

  private void read(String text) {
    VirtualDesk.read(watcher, buffers.of(text), backend);
  }

  private void decides(Decision decision) {
    behavior.before(decision);
    desk.rules(VirtualDesk.rule("b", behavior));
  }

  private void replied() {
    desk.desk.exchanges().replied();
  }

  private List<String> entries() {
    return desk.connection.entries();
  }

  @Test
  void requestsPassAndBeginExchanges() {
    read("a\nPUT 3\nab");
    read("c!x\n");
    assertThat(backend).hasToString("a\nPUT 3\nabc!x\n");
    assertThat(desk.begun).isEqualTo(3);
    assertThat(sent).isEmpty();
    assertThat(desk.desk.exchanges().settled()).isTrue();
    assertThat(watcher.full()).isFalse();
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
    assertThat(passes("a\n")).isTrue();
    read("PUT 3\n");
    assertThat(passes("abc")).isTrue();
    decides(Decision.pass());
    assertThat(passes("a\n")).isFalse();
    holds.submit(() -> {}, holds.now() + 1);
    desk.rules();
    assertThat(passes("a\n")).as("behind what is held").isFalse();
  }

  @Test
  void theLastPieceThatARuleActsOnIsTaken() {
    decides(Decision.pass());
    read("PUT 3\n");
    assertThat(passes("a")).isTrue();
    assertThat(passes("bc")).isFalse();
  }

  @Test
  void requestsThatWaitForRepliesAreWeighed() {
    read("a\n".repeat(64));
    assertThat(watcher.pinned()).isPositive().isEqualTo(desk.connection.memory.held());
    holds.submit(() -> {}, holds.now() + 1);
    assertThat(watcher.pinned()).isEqualTo(desk.connection.memory.held());
  }

  @Test
  void requestsOfARuleGoWithANoticeWhenTheyHaveGone() {
    decides(Decision.pass());
    read("a\nPUT 3\nab");
    assertThat(sent).containsExactly(1L);
    read("c");
    assertThat(backend).hasToString("a\nPUT 3\nabc");
    assertThat(sent).containsExactly(1L, 2L);
    assertThat(behavior.asked).containsExactly("before", "before");
  }

  @Test
  void aDelayedRequestIsNotOvertaken() {
    decides(Decision.delay(SECOND));
    read("a\n");
    behavior.before(Decision.pass());
    read("PUT 1\nx");
    assertThat(backend).hasToString("");
    assertThat(watcher.pinned()).isPositive();
    assertThat(desk.desk.exchanges().settled()).isFalse();

    time().advance(SECOND);

    assertThat(backend).hasToString("a\nPUT 1\nx");
    assertThat(watcher.pinned()).isZero();
    assertThat(sent).containsExactly(1L, 2L);
  }

  @Test
  void aRequestThatFailsIsReadToItsEndAndAnswered() {
    decides(Decision.fail(Failure.ERROR));
    read("PUT 3\nab");
    assertThat(desk.client).hasToString("");
    read("c");
    assertThat(desk.client).hasToString("ERROR PUT 3\n");
    assertThat(backend).hasToString("");
    assertThat(entries()).containsExactly("fail ERROR");
    assertThat(desk.controls.told).containsExactly("flush");
  }

  @Test
  void aFailureWaitsForTheRepliesBeforeIt() {
    read("a\n");
    decides(Decision.fail(Failure.ERROR));
    read("b\n");
    assertThat(desk.client).hasToString("");
    replied();
    assertThat(desk.client).hasToString("ERROR b\n");
  }

  @Test
  void aFailureToWhichNobodyListensIsWrittenDown() {
    decides(Decision.fail(Failure.ERROR));
    read("!x\n");
    assertThat(desk.client).hasToString("");
    assertThat(entries()).containsExactly("fail, no reply was expected");
  }

  @Test
  void aCloseDoesNotWaitForTheRestOfTheRequest() {
    decides(Decision.close());
    read("PUT 3\n");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
    assertThat(entries()).containsExactly("close");
  }

  @Test
  void aLongRequestThatFailsIsNotReadToItsEnd() {
    decides(Decision.fail(Failure.ERROR));
    int most = 1 << 20;
    read("PUT 2000000\n");
    read("x".repeat(most - 12));
    assertThat(desk.client).hasToString("");
    read("x");
    assertThat(desk.client).hasToString("ERROR PUT 2000000\n");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
    read("x");
    assertThat(desk.client).hasToString("ERROR PUT 2000000\n");
  }

  @Test
  void aSubstituteGoesInsteadOfARequestThatFails() {
    decides(Decision.fail(Failure.ERROR));
    read("END x\n");
    assertThat(backend).hasToString("UNDO x\n");
    assertThat(desk.client).hasToString("");
    ActiveExchange exchange = desk.desk.exchanges().atBackend();
    assertThat(exchange.requestCourse().isProbed()).isTrue();
    assertThat(exchange.interlude().instead().fails()).isTrue();
    assertThat(desk.pairing().probed()).isTrue();
  }

  @Test
  void thereIsNoSubstituteWithoutABackend() {
    decides(Decision.fail(Failure.ERROR));
    trouble = new Trouble(Trouble.Kind.TIMEOUT, "too late");
    read("END x\n");
    assertThat(backend).hasToString("");
    assertThat(desk.client).hasToString("ERROR END x\n");
  }

  @Test
  void aSubstituteOfARequestWithoutReplyGoesToo() {
    firmly();
    decides(Decision.fail(Failure.ERROR));
    firm.bytes = buffers.of("undo");
    firm.cut = Cut.request(1, true, new VirtualDesk.Line("x", false, false));
    read("x");
    assertThat(backend).hasToString("undo");
    assertThat(entries()).containsExactly("fail, no reply was expected");
  }

  @Test
  void aProbeTellsWhetherQuietRequestsBeforeAreAnswered() {
    firmly();
    firm.cut = Cut.request(1, true, new VirtualDesk.Line("q", true, true));
    read("q");
    decides(Decision.close());
    firm.cut = Cut.request(1, true, new VirtualDesk.Line("x"));
    firm.bytes = buffers.of("probe");
    read("x");
    assertThat(backend).hasToString("qprobe");
    assertThat(desk.controls.told).isEmpty();

    desk.desk.exchanges().replied();

    assertThat(desk.pairing().probed()).isTrue();
  }

  @Test
  void aRequestThatFailsAtOnceDoesNotWaitForItsEnd() {
    firmly();
    decides(Decision.fail(Failure.ERROR));
    firm.rendering = Rendering.lastReply(buffers.of("no"), "no");
    firm.cut =
        Cut.request(
            1,
            false,
            new Request() {
              @Override
              public String label() {
                return "x";
              }

              @Override
              public boolean failsAtOnce() {
                return true;
              }
            });
    read("x");
    assertThat(desk.client).hasToString("no");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
  }

  private ActiveExchange failsAtEnd() {
    firmly();
    firm.atEnd = true;
    firm.rendering = Rendering.reply(buffers.of("no"), "no");
    decides(Decision.fail(Failure.ERROR));
    firm.cut = Cut.request(1, false, new VirtualDesk.Line("x"));
    read("x");
    firm.cut = Cut.body(1, false);
    read("a");
    assertThat(backend).hasToString("xa");
    assertThat(desk.client).hasToString("");
    firm.cut = Cut.body(1, true);
    return desk.desk.exchanges().atBackend();
  }

  @Test
  void aRequestThatFailsAtItsEndGoesWithoutItsLastPiece() {
    failsAtEnd();
    read("b");
    assertThat(backend).hasToString("xa");
    assertThat(desk.client).hasToString("no");
    assertThat(entries()).containsExactly("fail no");
    assertThat(desk.controls.told)
        .containsSubsequence("leave unfinished", "stop requests", "close orderly");
  }

  @Test
  void aRequestToWhichTheBackendHasRepliedDoesNotFailAtItsEnd() {
    failsAtEnd().replyCourse().begin();
    read("b");
    assertThat(backend).hasToString("xab");
    assertThat(desk.client).hasToString("");
    assertThat(entries()).isEmpty();
    assertThat(sent).containsExactly(1L);
    firm.rendering.bytes().release();
  }

  @Test
  void aRequestFailsAtOnceIfItsEndHasNoBackend() {
    firmly();
    firm.atEnd = true;
    firm.rendering = Rendering.reply(buffers.of("no"), "no");
    trouble = new Trouble(Trouble.Kind.TIMEOUT, "too late");
    decides(Decision.fail(Failure.ERROR));
    firm.cut = Cut.request(1, true, new VirtualDesk.Line("x"));
    read("x");
    assertThat(backend).hasToString("");
    assertThat(desk.client).hasToString("no");
  }

  @Test
  void tellsWhoAsksThatThereIsNoBackend() {
    trouble = new Trouble(Trouble.Kind.TIMEOUT, "too late");
    read("a\n");
    assertThat(backend).hasToString("");
    assertThat(desk.client).hasToString("TROUBLE TIMEOUT\n");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
  }

  @Test
  void nothingThatWasAnnouncedHappenedWithoutABackend() {
    decides(Decision.act(new Action.Rewrite(Map.of("reply", "x"))));
    trouble = new Trouble(Trouble.Kind.TIMEOUT, "too late");
    read("a\n");
    assertThat(entries()).isEmpty();
  }

  @Test
  void aHeadIsRewrittenAndThatIsWrittenDownWhenItGoes() {
    decides(Decision.act(new Action.Rewrite(Map.of("reply", "x"))).delayedBy(SECOND));
    read("a\n");
    assertThat(entries()).containsExactly("delay 1 s");
    time().advance(SECOND);
    assertThat(backend).hasToString("x\n");
    assertThat(entries()).containsExactly("delay 1 s", "rewrite reply");
  }

  @Test
  void hangs() {
    decides(Decision.hang());
    read("a\n");
    assertThat(backend).hasToString("");
    assertThat(desk.controls.told).containsExactly("stop requests");
    assertThat(desk.desk.interventions().hung()).isTrue();
  }

  @Test
  void aRefusalIsAnsweredInItsTurn() {
    read("a\n?\n");
    assertThat(desk.controls.told).containsExactly("ignore requests");
    assertThat(desk.client).hasToString("");
    replied();
    assertThat(desk.client).hasToString("REFUSED\n");
    assertThat(desk.controls.told).containsExactly("ignore requests", "close orderly");
    assertThat(entries()).containsExactly("refused: a question");
  }

  @Test
  void aRefusalWaitsForWhatIsHeldBeforeIt() {
    decides(Decision.fail(Failure.ERROR).delayedBy(SECOND));
    read("a\n?\n");
    assertThat(desk.client).hasToString("");
    time().advance(SECOND);
    assertThat(desk.client).hasToString("ERROR a\nREFUSED\n");
  }

  @Test
  void aRefusalWithinARequestAnswersThatOne() {
    read("BAD 3\na?");
    assertThat(backend).hasToString("BAD 3\na");
    assertThat(desk.begun).isEqualTo(1);
    assertThat(desk.client).hasToString("REFUSED\n");
  }

  @Test
  void aRefusalWithinARequestThatFailsIsTheOnlyAnswer() {
    decides(Decision.fail(Failure.ERROR));
    read("BAD 3\na?");
    assertThat(desk.client).hasToString("REFUSED\n");
    assertThat(desk.desk.exchanges().settled()).isTrue();
  }

  @Test
  void aRefusalWithinAnAnsweredReplyIsAReset() {
    read("BAD 3\na");
    desk.desk.exchanges().atBackend().replyCourse().begin();
    read("?");
    assertThat(desk.client).hasToString("");
    assertThat(desk.controls.told).containsExactly("ignore requests", "reset orderly");
  }

  @Test
  void aRefusalAfterTheReplyClosesBehindIt() {
    read("BAD 3\na");
    desk.desk.exchanges().atBackend().replyCourse().begin();
    replied();
    read("?");
    assertThat(desk.controls.told).containsExactly("ignore requests", "close orderly");
  }

  @Test
  void aRefusalWithoutWordsCloses() {
    firmly();
    firm.cut = Cut.refuse(null, "why");
    read("x");
    assertThat(desk.controls.told).containsExactly("ignore requests", "close orderly");
    assertThat(entries()).containsExactly("refused: why");
  }

  @Test
  void anAnswerOfTheSessionsOwnWaitsForTheRepliesBeforeIt() {
    firmly();
    firm.cut = Cut.request(1, true, () -> "a");
    read("a");
    firm.cut = Cut.answered(1, Rendering.reply(buffers.of("own"), "own"));
    read("b");
    assertThat(backend).hasToString("a");
    assertThat(desk.client).hasToString("");
    replied();
    assertThat(desk.client).hasToString("own");
    assertThat(desk.begun).isEqualTo(1);
    assertThat(entries()).isEmpty();
  }

  @Test
  void anAnswerOfTheSessionsOwnMayBeTheLast() {
    firmly();
    firm.cut = Cut.answered(1, Rendering.lastReply(buffers.of("own"), "own"));
    read("a");
    assertThat(backend).hasToString("");
    assertThat(desk.client).hasToString("own");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
  }

  @Test
  void bytesOfNoRequestPass() {
    firmly();
    firm.cut = Cut.pass(2);
    read("ab");
    ByteBuf other = buffers.of("other");
    firm.cut = Cut.pass(2).replacedBy(other);
    read("cd");
    assertThat(backend).hasToString("abother");
    assertThat(desk.begun).isZero();
  }

  @Test
  void bytesOfNoRequestOvertakeNone() {
    firmly();
    holds.submit(() -> backend.write(buffers.of("first ")), holds.now() + 1);
    firm.cut = Cut.pass(2);
    read("ab");
    assertThat(backend).hasToString("");
    time().advance(Duration.ofNanos(1));
    assertThat(backend).hasToString("first ab");
  }

  @Test
  void aHeadThatTheSessionReplacesGoesSo() {
    firmly();
    firm.cut = Cut.request(1, true, new VirtualDesk.Line("x")).replacedBy(buffers.of("new head"));
    read("x");
    assertThat(backend).hasToString("new head");
  }

  @Test
  void aBodyBelongsToARequest() {
    firmly();
    firm.cut = Cut.body(1, true);
    assertThatThrownBy(() -> read("x"))
        .isInstanceOf(Nonsense.class)
        .hasMessage("said BODY of a request before its head");
    assertThatThrownBy(() -> watcher.unanswered()).isInstanceOf(Nonsense.class);
  }

  @Test
  void theSessionDecidesAboutTheRestAtTheEnd() {
    firmly();
    firm.end = Cut.pass(1);
    ByteBuf rest = buffers.of("x");
    assertThat(watcher.end(rest)).isSameAs(firm.end);
    rest.release();
  }
}
