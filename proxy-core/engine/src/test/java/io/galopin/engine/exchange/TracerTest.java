package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Attribute;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.galopin.engine.LogLines;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.Subscription;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Traces of exchanges, whose events a test tells. */
class TracerTest {

  private static final Attribute VALUE =
      Attribute.text("line.value", Attribute.Moment.REQUEST, "for tests");
  private static final Attribute LATE =
      Attribute.text("line.late", Attribute.Moment.REPLY, "for tests");

  /** An end of a link that what is written to it reaches when a test says so. */
  private static final class SlowEnd implements Outlet {
    private final Deque<Runnable> marks = new ArrayDeque<>();

    @Override
    public void write(ByteBuf bytes) {
      bytes.release();
    }

    @Override
    public void mark(Runnable action) {
      marks.add(action);
    }

    @Override
    public void end() {}

    void arrive() {
      while (!marks.isEmpty()) {
        marks.remove().run();
      }
    }
  }

  private record Told(
      String label, boolean error, boolean endsWithConnection, boolean expectsReply, String parent)
      implements Request, Reply {
    Told(String label) {
      this(label, false, false, true, "");
    }

    @Override
    public String traceParent() {
      return parent;
    }
  }

  private record Opening() implements Request {
    @Override
    public String label() {
      return "hello";
    }

    @Override
    public boolean opening() {
      return true;
    }
  }

  private final FirmSession session = new FirmSession();
  private final VirtualDesk desk = new VirtualDesk(session);
  private final SlowEnd backend = new SlowEnd();
  private final SlowEnd client = new SlowEnd();
  private final List<FinishedExchange> told = new ArrayList<>();
  private final Subscription subscription = desk.listeners.listen(told::add);

  private void pass(long millis) {
    desk.connection.time.advance(Duration.ofMillis(millis));
  }

  private static Trace begun(ActiveExchange exchange, int bytes) {
    Trace trace = exchange.trace();
    trace.requested(Unpooled.EMPTY_BUFFER, 0);
    trace.requestCame(bytes, true);
    return trace;
  }

  private Trace begun(String label, int bytes) {
    return begun(desk.exchange(new Told(label)), bytes);
  }

  private static void reply(Trace trace, Told reply) {
    trace.replied(reply, Unpooled.EMPTY_BUFFER, 0);
  }

  private FinishedExchange last() {
    return told.get(told.size() - 1);
  }

  @Test
  void nothingIsTracedWhileNobodyListens() {
    subscription.close();
    assertThat(desk.desk.tracer().isOn()).isFalse();
    assertThat(desk.exchange("a").trace()).isSameAs(Trace.NONE);
    assertThat(desk.exchange("a").trace().isLive()).isFalse();
  }

  @Test
  void itIsOverWhenItsLastByteHasGoneThrough() {
    Trace trace = begun("a", 10);
    assertThat(trace.isLive()).isTrue();
    trace.requestGone(backend);
    pass(2);
    backend.arrive();
    pass(5);
    reply(trace, new Told("200"));
    trace.replyGone(7, client, false);
    trace.ends(How.REPLIED, client);
    assertThat(told).isEmpty();
    pass(3);
    client.arrive();

    assertThat(told).hasSize(1);
    assertThat(last().proxy()).isEqualTo("web");
    assertThat(last().protocol()).isEqualTo("line");
    assertThat(last().connection()).isEqualTo(3);
    assertThat(last().exchange().ordinal()).isEqualTo(1);
    assertThat(last().reply()).isEqualTo("200");
    assertThat(last().how()).isEqualTo(How.REPLIED);
    assertThat(last().error()).isFalse();
    assertThat(last().requestBytes()).isEqualTo(10);
    assertThat(last().replyBytes()).isEqualTo(7);
    assertThat(last().faults()).isEmpty();
    assertThat(last().parent()).isEmpty();
    assertThat(last().times().total()).isEqualTo(10_000_000);
    assertThat(last().times().backend()).isEqualTo(5_000_000);
    assertThat(last().times().added()).isEqualTo(5_000_000);
  }

  @Test
  void eachPieceOfTheRequestAndOfTheReplyIsCounted() {
    Trace trace = begun("a", 10);
    pass(3);
    trace.requestCame(4, false);
    pass(1);
    trace.requestGone(backend);
    backend.arrive();
    reply(trace, new Told("200"));
    trace.replyGone(3, client, true);
    trace.replyGone(7, client, false);
    trace.replyCame();
    trace.replyGone(1, client, false);
    trace.ends(How.REPLIED, client);
    trace.replyGone(100, client, false);
    client.arrive();

    assertThat(last().requestBytes()).isEqualTo(14);
    assertThat(last().replyBytes()).isEqualTo(11);
    assertThat(last().times().added()).isEqualTo(1_000_000);
  }

  @Test
  void aReplyThatSaysSoIsAnErrorWhateverFollows() {
    Trace trace = begun("a", 1);
    reply(trace, new Told("500", true, false, true, ""));
    reply(trace, new Told("200"));
    trace.ends(How.REPLIED, client);
    client.arrive();

    assertThat(last().error()).isTrue();
    assertThat(last().reply()).isEqualTo("500");
  }

  @Test
  void anAnswerIsAnErrorWithTheAnswersLabel() {
    Trace trace = begun("a", 1);
    reply(trace, new Told("200"));
    trace.answers();
    trace.answered(Rendering.reply(Unpooled.EMPTY_BUFFER, "503"), 20, client);
    client.arrive();

    assertThat(last().how()).isEqualTo(How.ANSWERED);
    assertThat(last().reply()).isEqualTo("503");
    assertThat(last().error()).isTrue();
    assertThat(last().replyBytes()).isEqualTo(20);
  }

  @Test
  void anAnswerIsAddedFromWhenItIsDecided() {
    Trace trace = begun("a", 1);
    trace.requestGone(backend);
    backend.arrive();
    pass(2);
    trace.answers();
    pass(3);
    trace.answered(Rendering.reply(Unpooled.EMPTY_BUFFER, "503"), 20, client);
    client.arrive();

    assertThat(last().times().added()).isEqualTo(3_000_000);
  }

  @Test
  void anAnswerAfterTheEndChangesNothing() {
    Trace trace = begun("a", 1);
    reply(trace, new Told("200"));
    trace.ends(How.REPLIED, client);
    trace.answered(Rendering.reply(Unpooled.EMPTY_BUFFER, "503"), 20, client);
    trace.ends(How.CUT, client);
    client.arrive();

    assertThat(told).hasSize(1);
    assertThat(last().how()).isEqualTo(How.REPLIED);
    assertThat(last().reply()).isEqualTo("200");
    assertThat(last().replyBytes()).isZero();
  }

  @Test
  void whatBehaviorsDidIsToldInOrder() {
    Trace trace = begun("a", 1);
    trace.did("r", "delay", "delay 1 s");
    trace.did("", "error", "503");
    trace.ends(How.NO_REPLY_EXPECTED, backend);
    backend.arrive();

    assertThat(last().faults())
        .containsExactly(new Did("r", "delay", "delay 1 s"), new Did("", "error", "503"));
  }

  @Test
  void itIsNotOverBeforeItsNotices() {
    Trace trace = begun("a", 1);
    trace.awaitsNotices(2);
    trace.ends(How.REPLIED, client);
    client.arrive();
    trace.noticed();
    assertThat(told).isEmpty();
    trace.noticed();
    assertThat(told).hasSize(1);
    trace.noticed();
    assertThat(told).hasSize(1);
  }

  @Test
  void noticesAloneDoNotEndIt() {
    Trace trace = begun("a", 1);
    trace.awaitsNotices(1);
    trace.noticed();
    assertThat(told).isEmpty();
    trace.ends(How.REPLIED, client);
    client.arrive();
    assertThat(told).hasSize(1);
  }

  @Test
  void theBeginningIsThatOfItsFirstByte() {
    Tracer tracer = desk.desk.tracer();
    tracer.headWaits();
    pass(4);
    tracer.headWaits();
    pass(1);
    Trace first = begun("a", 1);
    tracer.headCame();
    first.ends(How.CUT, client);
    client.arrive();
    assertThat(last().times().total()).isEqualTo(5_000_000);
    pass(3);

    Trace second = begun("b", 1);
    second.ends(How.CUT, client);
    client.arrive();
    assertThat(last().times().total()).isZero();
  }

  @Test
  void theClockSaysWhenItsFirstByteCame() {
    Instant before = Instant.now();
    desk.desk.tracer().headWaits();
    pass(3_600_000);
    begun("a", 1).ends(How.CUT, client);
    client.arrive();

    assertThat(last().began())
        .isBetween(before.minusSeconds(3_600), Instant.now().minusSeconds(3_600));
  }

  @Test
  void aTraceParentIsCutToItsLength() {
    String parent = "p".repeat(55);
    begun(desk.exchange(new Told("a", false, false, true, parent + "more")), 1)
        .ends(How.CUT, client);
    client.arrive();

    assertThat(last().parent()).isEqualTo(parent);
  }

  @Test
  void atTheEndOfTheConnectionWhatHasNoReplyIsUnanswered() {
    begun("a", 1);
    begun(desk.exchange(new Told("b", false, false, false, "")), 1);
    desk.desk.tracer().close();

    assertThat(told)
        .extracting(FinishedExchange::how)
        .containsExactly(How.UNANSWERED, How.NO_REPLY_EXPECTED);
  }

  @Test
  void anInterimReplyIsNoBeginningOfTheFinalOne() {
    Trace trace = begun("a", 1);
    trace.replyGone(3, client, true);
    desk.desk.tracer().close();

    assertThat(last().how()).isEqualTo(How.UNANSWERED);
    assertThat(last().replyBytes()).isEqualTo(3);
  }

  @Test
  void atTheEndOfTheConnectionAReplyThatHasBegunIsCut() {
    Trace trace = begun("a", 1);
    reply(trace, new Told("200"));
    trace.replyGone(3, client, false);
    desk.desk.tracer().close();

    assertThat(last().how()).isEqualTo(How.CUT);
  }

  @Test
  void aReplyThatEndsWithTheConnectionIsWholeAtItsEnd() {
    Trace trace = begun("a", 1);
    reply(trace, new Told("200", false, true, true, ""));
    trace.replyGone(3, client, false);
    desk.desk.tracer().close();

    assertThat(last().how()).isEqualTo(How.REPLIED);
  }

  @Test
  void whatWasWrittenBeforeTheConnectionEndedMayStillArrive() {
    Trace trace = begun("a", 1);
    trace.ends(How.REPLIED, client);
    desk.desk.tracer().close();
    assertThat(told).isEmpty();
    client.arrive();

    assertThat(told).hasSize(1);
    assertThat(last().how()).isEqualTo(How.REPLIED);
    desk.desk.tracer().abandon();
    assertThat(told).hasSize(1);
  }

  @Test
  void whatHasNotArrivedWhenNothingIsLeftIsCut() {
    Trace trace = begun("a", 1);
    trace.ends(How.REPLIED, client);
    desk.desk.tracer().close();
    desk.desk.tracer().abandon();
    client.arrive();

    assertThat(told).hasSize(1);
    assertThat(last().how()).isEqualTo(How.CUT);
  }

  @Test
  void aConditionOnTheRequestIsTestedAtTheRequest() {
    List<FinishedExchange> some = new ArrayList<>();
    desk.listeners.listen(Conditions.like(VALUE, "yes"), some::add);
    session.value = "yes";
    Trace yes = begun("a", 1);
    session.value = "no";
    Trace no = begun("b", 1);
    yes.ends(How.CUT, client);
    no.ends(How.CUT, client);
    client.arrive();

    assertThat(told).hasSize(2);
    assertThat(some).extracting(each -> each.exchange().ordinal()).containsExactly(1L);
  }

  @Test
  void aConditionOnTheReplyIsTestedAtTheReply() {
    List<FinishedExchange> some = new ArrayList<>();
    desk.listeners.listen(Conditions.like(LATE, "yes"), some::add);
    Trace yes = begun("a", 1);
    Trace no = begun("b", 1);
    session.value = "yes";
    reply(yes, new Told("200"));
    session.value = "no";
    reply(no, new Told("200"));
    yes.ends(How.CUT, client);
    no.ends(How.CUT, client);
    client.arrive();

    assertThat(some).extracting(each -> each.exchange().ordinal()).containsExactly(1L);
  }

  @Test
  void aConditionOnTheReplyIsTestedAtTheEndIfNoneCame() {
    List<FinishedExchange> some = new ArrayList<>();
    desk.listeners.listen(Condition.not(Conditions.like(LATE, "yes")), some::add);
    session.value = "yes";
    begun("a", 1).ends(How.CUT, client);
    client.arrive();

    assertThat(some).hasSize(1);
  }

  @Test
  void whatAConditionOnTheReplyTestsOfTheRequestIsRemembered() {
    List<FinishedExchange> some = new ArrayList<>();
    desk.listeners.listen(
        Condition.all(List.of(Conditions.like(VALUE, "early"), Conditions.like(LATE, "late"))),
        some::add);
    session.value = "early";
    Trace trace = begun("a", 1);
    session.value = "late";
    reply(trace, new Told("200"));
    trace.ends(How.REPLIED, client);
    client.arrive();

    assertThat(some).hasSize(1);
  }

  @Test
  void aConditionThatDoesNotNameOpeningsIsNotAboutThem() {
    List<FinishedExchange> some = new ArrayList<>();
    desk.listeners.listen(Conditions.like(VALUE, "*"), some::add);
    session.value = "any";
    ActiveExchange opening = desk.exchange(new Opening());
    assertThat(opening.isOpening()).isTrue();
    begun(opening, 1).ends(How.CUT, client);
    client.arrive();

    assertThat(told).hasSize(1);
    assertThat(some).isEmpty();
  }

  @Test
  void whoBeginsToListenIsToldOfWhatBeginsAfterThat() {
    List<FinishedExchange> later = new ArrayList<>();
    Trace before = begun("a", 1);
    desk.listeners.listen(later::add);
    Trace after = begun("b", 1);
    before.ends(How.CUT, client);
    after.ends(How.CUT, client);
    client.arrive();

    assertThat(told).hasSize(2);
    assertThat(later).extracting(each -> each.exchange().ordinal()).containsExactly(2L);
  }

  @Test
  void aConditionThatCannotBeTestedIsATroubleAndDoesNotHold() {
    List<FinishedExchange> some = new ArrayList<>();
    desk.listeners.listen(Conditions.like(VALUE, "*"), some::add);
    session.fails = "attribute";
    Trace trace;
    try (LogLines log = new LogLines()) {
      trace = begun("a", 1);
      assertThat(log.with("a listener is not told")).hasSize(1);
    }
    session.fails = "";
    trace.ends(How.CUT, client);
    client.arrive();

    assertThat(some).isEmpty();
    assertThat(told).hasSize(1);
    assertThat(desk.connection.entries()).singleElement().asString().contains("a listener is not");
  }

  @Test
  void whoIsOnlyTestedForAnotherProtocolIsNoReasonToTrace() {
    subscription.close();
    Attribute other = Attribute.text("other.value", Attribute.Moment.REQUEST, "for tests");
    desk.listeners.listen(Conditions.like(other, "*"), told::add);

    assertThat(desk.desk.tracer().isOn()).isFalse();
    assertThat(desk.exchange("a").trace()).isSameAs(Trace.NONE);
  }

  @Test
  void whoStopsListeningMeanwhileIsNotTold() {
    Trace trace = begun("a", 1);
    subscription.close();
    trace.ends(How.CUT, client);
    client.arrive();

    assertThat(told).isEmpty();
  }
}
