package io.galopin.engine.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Firing;
import io.galopin.engine.socket.Buffers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersTest {

  private static final Trouble TROUBLE = new Trouble(Trouble.Kind.TIMEOUT, "too late");
  private static final Action.Fail FAIL = new Action.Fail(Failure.ERROR);

  private final Buffers buffers = new Buffers();
  private final FirmSession session = new FirmSession();
  private final VirtualDesk desk = new VirtualDesk(session);
  private final Answers answers = desk.desk.answers();
  private final Deciding behavior = new Deciding();
  private final ActiveExchange exchange = desk.exchange("a", behavior);
  private final Firing by = desk.firing("b0", behavior);

  @AfterEach
  void releasesAll() {
    desk.holds.close();
    desk.desk.close();
    assertThat(desk.connection.memory.held()).isZero();
    buffers.checkReleased();
  }

  private Rendering to(Action action) {
    return answers.to(exchange, new Verdict(Hook.BETWEEN, Duration.ZERO, action, by), by);
  }

  private void publishes(String entry) {
    assertThat(desk.connection.entries()).doesNotContain(entry);
    exchange.publish();
    assertThat(desk.connection.entries()).endsWith(entry);
  }

  @Test
  void rendersAFailure() {
    session.rendering = Rendering.reply(buffers.of("no"), "503");
    Rendering made = to(new Action.Fail(Failure.ERROR));
    assertThat(made).isSameAs(session.rendering);
    publishes("fail 503");
    made.bytes().release();
  }

  @Test
  void babblesAndCloses() {
    Rendering made = to(new Action.Babble(7));
    assertThat(made.bytes().readableBytes()).isEqualTo(7);
    assertThat(made.bytes())
        .isEqualTo(Unpooled.wrappedBuffer(desk.connection.draws.bytes(3, "b0.b0.babble", 1, 7)));
    assertThat(made.end()).isEqualTo(Rendering.End.CLOSE);
    publishes("7 random bytes, close");
  }

  @Test
  void closesAndResets() {
    Rendering close = to(new Action.Close());
    assertThat(close.end()).isEqualTo(Rendering.End.CLOSE);
    assertThat(close.bytes().isReadable()).isFalse();
    publishes("close");
    Rendering reset = to(new Action.Reset());
    assertThat(reset.end()).isEqualTo(Rendering.End.RESET);
    publishes("reset");
  }

  @Test
  void otherActionsAreNoAnswers() {
    for (Action action :
        new Action[] {
          new Action.Pass(),
          new Action.Hang(),
          new Action.Rewrite(Map.of()),
          new Action.Insert(1),
          new Action.Lose(Action.End.CLOSE),
          new Action.Throttle(1),
          new Action.Truncate(1, Action.End.CLOSE),
          new Action.Corrupt(1)
        }) {
      assertThat(Answers.answers(action)).isFalse();
      assertThat(Answers.ends(action)).isFalse();
      assertThatThrownBy(() -> to(action))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageEndingWith("(expected: one that answers)");
    }
    assertThat(Answers.answers(new Action.Babble(1))).isTrue();
    assertThat(Answers.answers(new Action.Fail(Failure.ERROR))).isTrue();
    assertThat(Answers.answers(new Action.Close())).isTrue();
    assertThat(Answers.ends(new Action.Close())).isTrue();
    assertThat(Answers.ends(new Action.Reset())).isTrue();
    assertThat(Answers.ends(new Action.Babble(1))).isFalse();
  }

  private ByteBuf rewritten(ByteBuf head) {
    return answers.rewritten(Hook.BEFORE, exchange, exchange.request(), head);
  }

  @Test
  void aHeadThatNobodyRewritesStays() {
    ByteBuf head = buffers.of("head");
    assertThat(rewritten(head)).isSameAs(head);
    ActiveExchange untouched = desk.exchange("b");
    assertThat(answers.rewritten(Hook.BEFORE, untouched, untouched.request(), head)).isSameAs(head);
    assertThat(session.lent).isEmpty();
    head.release();
  }

  @Test
  void aHeadIsRewrittenWithAllValuesAndTheirNamesAreWrittenDown() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("b", "secret");
    values.put("a", "1");
    behavior.before(Decision.act(new Action.Rewrite(values)));
    exchange.before();
    session.bytes = buffers.of("new").retain();

    ByteBuf changed = rewritten(buffers.of("head"));

    assertThat(changed.toString(ISO_8859_1)).isEqualTo("new");
    publishes("rewrite a, b");
    changed.release();
  }

  @Test
  void aRewriteThatChangesNothingIsNotWrittenDown() {
    behavior.before(Decision.act(new Action.Rewrite(Map.of("a", "1"))));
    exchange.before();
    session.bytes = buffers.of("head").retain();
    rewritten(buffers.of("head")).release();
    exchange.publish();
    assertThat(desk.connection.entries()).isEmpty();
  }

  @Test
  void onlyTheRuleWhoseValuesGoIsWrittenDown() {
    Deciding other = new Deciding();
    ActiveExchange both = desk.exchange("b", behavior, other);
    behavior.before(Decision.act(new Action.Rewrite(Map.of("a", "1"))));
    other.before(Decision.act(new Action.Rewrite(Map.of("a", "2"))));
    both.before();
    session.bytes = buffers.of("new").retain();
    answers.rewritten(Hook.BEFORE, both, both.request(), buffers.of("head")).release();
    both.publish();
    assertThat(desk.connection.journal.after(0, 10))
        .extracting(Journal.Entry::rule)
        .containsExactly("b1");
  }

  @Test
  void aHeadThatTheProtocolCannotRewriteStays() {
    behavior.before(Decision.act(new Action.Rewrite(Map.of("a", "1"))));
    exchange.before();
    ByteBuf head = buffers.of("head");
    assertThat(rewritten(head)).isSameAs(head);
    exchange.publish();
    assertThat(desk.connection.entries()).isEmpty();
    head.release();
  }

  @Test
  void oneOfTwoIsReleased() {
    ByteBuf piece = buffers.of("piece");
    assertThat(Answers.replacedBy(null, piece)).isSameAs(piece);
    ByteBuf replacement = buffers.of("other");
    assertThat(Answers.replacedBy(replacement, piece)).isSameAs(replacement);
    assertThat(piece.refCnt()).isZero();
    replacement.release();
  }

  @Test
  void tellsOfTroubleInsteadOfTheReply() {
    session.rendering = Rendering.lastReply(buffers.of("504"), "504");
    answers.tell(exchange, TROUBLE, desk.desk.exchanges());
    assertThat(desk.client).hasToString("504");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
  }

  @Test
  void closesWhereTheProtocolCannotTell() {
    answers.tell(exchange, TROUBLE, desk.desk.exchanges());
    assertThat(desk.client).hasToString("");
    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
  }

  @Test
  void writesTheJournalFirstAndEndsAsTheAnswerDoes() {
    exchange.announce(() -> desk.controls.told.add("entry after \"" + desk.client + "\""));
    answers.answer(exchange, Rendering.reply(buffers.of("one "), ""));
    answers.answer(exchange, Rendering.lastReply(buffers.of("two "), ""));
    answers.answer(exchange, new Rendering(buffers.of("three"), Rendering.End.RESET, ""));
    assertThat(desk.client).hasToString("one two three");
    assertThat(desk.controls.told)
        .containsExactly("entry after \"\"", "flush", "close orderly", "reset orderly");
  }

  @Test
  void anAnswerWaitsBehindWhatIsHeld() {
    long due = desk.holds.now() + 1_000;
    desk.holds.submit(() -> desk.client.write(buffers.of("held ")), due);
    answers.queue(exchange, Rendering.reply(buffers.of("answer"), ""));
    assertThat(desk.holds.pinned()).isPositive();
    assertThat(desk.client).hasToString("");

    desk.connection.time.advance(Duration.ofNanos(1_000));

    assertThat(desk.client).hasToString("held answer");
    answers.stopReplies();
    assertThat(desk.controls.told).containsExactly("flush", "stop replies");
  }

  @Test
  void anAnswerThatWaitsIsReleasedAtTheEnd() {
    desk.holds.submit(() -> {}, desk.holds.now() + 1_000);
    answers.queue(exchange, Rendering.reply(buffers.of("answer"), ""));
    desk.holds.close();
    assertThat(desk.client).hasToString("");
  }

  @Test
  void asksForProbesAndSubstitutes() {
    assertThat(answers.substitute(exchange.request(), FAIL)).isNull();
    session.bytes = buffers.of("x");
    assertThat(answers.substitute(exchange.request(), FAIL)).isSameAs(session.bytes);
    assertThat(answers.probe()).isSameAs(session.bytes);
    session.bytes.release();
  }
}
