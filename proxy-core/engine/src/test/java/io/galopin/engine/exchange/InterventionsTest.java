package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Action;
import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Reply;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.journal.Hook;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Conditions;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Buffers;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InterventionsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Condition LINE_IS_A = Conditions.like(LineProtocol.LINE, "a");
  private static final Condition REPLY_IS_NO = Conditions.like(LineProtocol.REPLY, "no");
  private static final Reply NO = () -> "no";

  private final Buffers buffers = new Buffers();
  private final VirtualDesk desk = new VirtualDesk();
  private final Interventions interventions = desk.desk.interventions();
  private final Deciding behavior = new Deciding();
  private final ByteBuf in = buffers.of("a\n");

  @AfterEach
  void leavesNothingBehind() {
    desk.desk.close();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(desk.connection.time.hasTimers()).isFalse();
    in.release();
    buffers.checkReleased();
  }

  private ActiveExchange choose() {
    return choose("a");
  }

  private ActiveExchange choose(String label) {
    ActiveExchange exchange = desk.exchange(label);
    interventions.choose(exchange, in, 2);
    return exchange;
  }

  private static Rule rule(String name, Condition when, boolean continues) {
    return VirtualDesk.rule(name, when, new Deciding(), continues);
  }

  private static Rule always(String name) {
    return rule(name, Condition.always(), false);
  }

  @Test
  void withoutRulesNothingIsTouched() {
    assertThat(choose().touched()).isFalse();
  }

  @Test
  void theFirstRuleThatMatchesTakesTheExchange() {
    Rule miss = rule("miss", Conditions.like(LineProtocol.LINE, "b"), false);
    Rule hit = rule("hit", LINE_IS_A, false);
    Rule later = always("later");
    Rule latest = always("latest");
    Rule atReply = rule("reply", REPLY_IS_NO, false);
    desk.rules(miss, hit, later, latest, atReply);

    ActiveExchange exchange = choose();

    assertThat(exchange.touched()).isTrue();
    assertThat(exchange.before().passes()).isTrue();
    assertThat(hit.tally().chosen("hit")).isEqualTo(1);
    assertThat(later.tally().seen()).isZero();
    for (Rule taken : new Rule[] {later, latest, atReply}) {
      assertThat(taken.tally().taken()).isEqualTo(1);
      assertThat(taken.tally().taker()).contains("hit");
    }
    assertThat(hit.tally().taken()).isZero();
    assertThat(exchange.lateRules()).isNull();
  }

  @Test
  void aRuleThatContinuesLeavesItToTheNext() {
    Rule one = rule("one", Condition.always(), true);
    Rule two = always("two");
    desk.rules(one, two);
    choose();
    assertThat(one.tally().chosen("one")).isEqualTo(1);
    assertThat(two.tally().chosen("two")).isEqualTo(1);
    assertThat(two.tally().taken()).isZero();
  }

  @Test
  void anExchangeThatNoRuleMatchesIsNotTouched() {
    desk.rules(rule("hit", LINE_IS_A, false));
    assertThat(choose("b").touched()).isFalse();
  }

  @Test
  void rulesAboutTheReplyAreAskedThenWithWhatTheRequestWas() {
    Rule both = rule("both", Condition.all(List.of(LINE_IS_A, REPLY_IS_NO)), false);
    desk.rules(both);
    ActiveExchange exchange = choose();
    assertThat(exchange.touched()).isFalse();
    assertThat(both.tally().seen()).isZero();

    interventions.chooseAtReply(exchange, NO, in, 2);

    assertThat(exchange.touched()).isTrue();
    assertThat(both.tally().chosen("both")).isEqualTo(1);
    assertThat(exchange.between().passes()).isTrue();
    interventions.chooseAtReply(desk.exchange("a"), NO, in, 2);
    assertThat(both.tally().seen()).isEqualTo(1);
  }

  @Test
  void anExchangeGetsTheLabelOfItsHeadWhenARuleMayActOnIt() {
    FirmSession firm = new FirmSession();
    firm.label = "GET /…";
    firm.value = "no";
    VirtualDesk other = new VirtualDesk(firm);
    ActiveExchange untouched = other.exchange("a");
    other.desk.interventions().choose(untouched, in, 2);
    assertThat(untouched.label()).isEqualTo("a");

    other.rules(rule("one", Condition.always(), true), always("two"));
    ActiveExchange touched = other.exchange("a");
    other.desk.interventions().choose(touched, in, 2);
    assertThat(touched.label()).isEqualTo("GET /…");

    other.rules(rule("late", REPLY_IS_NO, false));
    ActiveExchange late = other.exchange("a");
    other.desk.interventions().choose(late, in, 2);
    assertThat(late.label()).isEqualTo("GET /…");
    firm.label = "the reply";
    other.desk.interventions().chooseAtReply(late, NO, in, 2);
    assertThat(late.touched()).isTrue();
    assertThat(late.label()).isEqualTo("GET /…");
  }

  @Test
  void anExchangeIsIdentifiedBeforeTheRulesAreAsked() {
    desk.identities = new Identities("web", new Term(LineProtocol.LINE, ""));
    desk.rules(always("all"));
    assertThat(choose().identity()).isEqualTo("a");
    assertThat(choose().identity()).isEqualTo("a #2");
  }

  private ActiveExchange between(Decision decision) {
    behavior.between(decision);
    ActiveExchange exchange = desk.exchange("a", behavior);
    exchange.requestCourse().came(true);
    exchange.requestCourse().forward();
    desk.desk.exchanges().decided(exchange);
    interventions.between(exchange);
    return exchange;
  }

  @Test
  void asksOnceBetweenRequestAndReply() {
    ActiveExchange exchange = between(Decision.delay(SECOND));
    interventions.between(exchange);
    assertThat(behavior.asked).containsExactly("between");
    assertThat(exchange.interlude())
        .isEqualTo(new Interlude(desk.connection.facts.now() + SECOND.toNanos(), null));
    assertThat(interventions.holdBack()).isFalse();
  }

  @Test
  void doesNotAskWhileItAsks() {
    behavior.hook = asked -> interventions.between((ActiveExchange) asked);
    between(Decision.pass());
    assertThat(behavior.asked).containsExactly("between");
  }

  @Test
  void aFailureWaitsForTheReply() {
    ActiveExchange exchange = between(Decision.fail(Failure.ERROR).delayedBy(SECOND));
    Verdict instead = exchange.interlude().instead();
    assertThat(instead.fails()).isTrue();
    assertThat(instead.delay()).isZero();
    assertThat(exchange.interlude().notBefore())
        .isEqualTo(desk.connection.facts.now() + SECOND.toNanos());
    assertThat(desk.connection.time.hasTimers()).isFalse();
    assertThat(desk.controls.told).isEmpty();
  }

  @Test
  void aCloseDoesNotWaitForTheReply() {
    between(Decision.close());
    assertThat(desk.controls.told)
        .containsExactly("deafen backend", "stop requests", "stop replies", "close orderly");
    assertThat(desk.connection.entries()).containsExactly("close");
  }

  @Test
  void aResetComesInTimeAndHoldsTheConnectionUntilThen() {
    between(Decision.reset().delayedBy(SECOND));
    assertThat(interventions.holdBack()).isTrue();
    assertThat(interventions.pinned()).isEqualTo(4L * HeldMemory.PIECE);
    assertThat(desk.connection.memory.held()).isEqualTo(interventions.pinned());
    desk.connection.time.advance(SECOND.minusNanos(1));
    assertThat(desk.controls.told).isEmpty();

    desk.connection.time.advance(Duration.ofNanos(1));

    assertThat(desk.controls.told)
        .containsExactly(
            "deafen backend", "stop requests", "stop replies", "reset orderly", "relieved");
    assertThat(interventions.holdBack()).isFalse();
    assertThat(interventions.pinned()).isZero();
    assertThat(desk.controls.guarded).isPositive();
  }

  @Test
  void aResetThatComesTooLateForItsExchangeIsNone() {
    ActiveExchange exchange = between(Decision.reset().delayedBy(SECOND));
    exchange.replyCourse().begin();
    desk.connection.time.advance(SECOND);
    assertThat(desk.controls.told).containsExactly("relieved");
    assertThat(desk.connection.entries()).containsExactly("delay 1 s");
  }

  @Test
  void whatIsToComeLaterIsForgottenAtTheEnd() {
    between(Decision.reset().delayedBy(SECOND));
    between(Decision.hang().delayedBy(SECOND));
    interventions.close();
    assertThat(desk.connection.time.hasTimers()).isFalse();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(interventions.holdBack()).isFalse();
    between(Decision.close());
    assertThat(behavior.asked).hasSize(2);
    assertThat(desk.controls.told).isEmpty();
  }

  @Test
  void hangsAtOnceOrLater() {
    between(Decision.hang().delayedBy(SECOND));
    assertThat(interventions.hung()).isFalse();
    desk.connection.time.advance(SECOND);
    assertThat(interventions.hung()).isTrue();
    assertThat(interventions.holdBack()).isTrue();
    assertThat(desk.controls.told).containsExactly("stop requests", "relieved");
    assertThat(desk.connection.entries()).containsExactly("delay 1 s", "hang");
  }

  @Test
  void aHangEndsWithItsRule() {
    Rule hangs = VirtualDesk.rule("hang", behavior);
    desk.rules(hangs);
    interventions.hang(desk.exchange("a"), hangs.mix().choices().findFirst().orElseThrow());
    interventions.rulesChanged();
    assertThat(desk.controls.told).containsExactly("stop requests");

    desk.rules = RuleSet.none();
    interventions.rulesChanged();

    assertThat(desk.controls.told).containsExactly("stop requests", "close orderly");
  }

  @Test
  void answersInsteadOfAskingBetween() {
    ActiveExchange exchange = desk.exchange("a", behavior);
    Verdict failing =
        new Verdict(
            Hook.BEFORE, SECOND, new Action.Fail(Failure.ERROR), desk.firing("error", behavior));
    interventions.answerInstead(exchange, failing);
    interventions.between(exchange);
    assertThat(behavior.asked).isEmpty();
    assertThat(exchange.interlude()).isEqualTo(new Interlude(Long.MIN_VALUE, failing.now()));
  }

  @Test
  void carriesOutOnlyWhatConcernsTheConnection() {
    ActiveExchange exchange = desk.exchange("a", behavior);
    interventions.carryOut(exchange, Verdict.PASS);
    Verdict close =
        new Verdict(Hook.BEFORE, Duration.ZERO, new Action.Close(), desk.firing("abort", behavior));
    assertThatThrownBy(() -> interventions.carryOut(exchange, close))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Close[] (expected: one for the connection)");
    assertThat(desk.controls.told).isEmpty();
  }
}
