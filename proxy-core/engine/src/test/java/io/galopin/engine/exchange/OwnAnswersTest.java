package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Pairing;
import io.galopin.api.Rendering;
import io.galopin.api.Reply;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.ProxyMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The proxy's own answers among {@link Exchanges}, and what is measured of replies. */
class OwnAnswersTest {

  private static final Reply REPLY = () -> "reply";

  private final Buffers buffers = new Buffers();
  private final VirtualDesk desk = new VirtualDesk();
  private final Exchanges exchanges = desk.desk.exchanges();
  private final Pairing pairing = desk.pairing();

  @AfterEach
  void leavesNothingBehind() {
    desk.desk.close();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(exchanges.pinned()).isZero();
    buffers.checkReleased();
  }

  private ActiveExchange forwarded(String label) {
    ActiveExchange exchange = desk.exchange(label);
    exchange.requestCourse().came(true);
    exchange.requestCourse().forward();
    exchanges.decided(exchange);
    return exchange;
  }

  private ActiveExchange withheld(VirtualDesk.Line request) {
    ActiveExchange exchange = desk.exchange(request);
    exchange.requestCourse().withhold();
    exchanges.decided(exchange);
    return exchange;
  }

  private void answer(ActiveExchange exchange, String text) {
    exchanges.answer(exchange, Rendering.reply(buffers.of(text), "own"));
  }

  @Test
  void waitInTheOrderOfRequestsAndAreWeighedMeanwhile() {
    forwarded("a");
    ActiveExchange second = withheld(new VirtualDesk.Line("b"));
    ActiveExchange third = withheld(new VirtualDesk.Line("c"));
    answer(third, "three");
    answer(second, "two ");
    assertThat(desk.client).hasToString("");
    assertThat(exchanges.localFollows()).isTrue();
    assertThat(exchanges.pinned())
        .isEqualTo(9 + 2 * HeldMemory.PIECE)
        .isEqualTo(desk.connection.memory.held());
    exchanges.replied();
    assertThat(desk.client).hasToString("two three");
    assertThat(second.ownAnswer()).isNull();
    assertThat(exchanges.pinned()).isZero();
  }

  @Test
  void doNotFollowWhereAReplyDoes() {
    forwarded("a");
    assertThat(exchanges.localFollows()).isFalse();
    forwarded("b");
    assertThat(exchanges.localFollows()).isFalse();
  }

  @Test
  void goToClientsThatExpectNoReplyToo() {
    forwarded("a");
    ActiveExchange silent = withheld(new VirtualDesk.Line("!b", false, false));
    assertThat(silent.isInLine()).isFalse();
    assertThat(exchanges.isOpen(silent)).isTrue();
    answer(silent, "x");
    assertThat(silent.isInLine()).isTrue();
    assertThat(exchanges.isOpen(silent)).as("it has its answer").isFalse();
    exchanges.replied();
    assertThat(desk.client).hasToString("x");
  }

  @Test
  void areForRequestsThatAreStillOpen() {
    ActiveExchange exchange = forwarded("a");
    assertThat(exchanges.isOpen(exchange)).isTrue();
    exchange.replyCourse().begin();
    assertThat(exchanges.isOpen(exchange)).isFalse();
    ActiveExchange replied = forwarded("b");
    exchanges.replied();
    exchanges.replied();
    assertThat(exchanges.isOpen(replied)).isFalse();
  }

  @Test
  void thatEndTheConnectionStopTheRepliesOfTheBackend() {
    exchanges.answer(forwarded("a"), Rendering.lastReply(buffers.of("bye"), "own"));
    assertThat(desk.controls.told).containsExactly("stop replies", "close orderly");
  }

  @Test
  void thatEndTheConnectionStopNoReplyToWhatTheBackendNeverSaw() {
    exchanges.answer(
        withheld(new VirtualDesk.Line("a")), Rendering.lastReply(buffers.of("bye"), "own"));
    assertThat(desk.controls.told).containsExactly("close orderly");
  }

  @Test
  void leaveTheRepliesOfOthersWhereTheConnectionGoesOn() {
    answer(forwarded("a"), "x");
    assertThat(desk.controls.told).containsExactly("flush");
  }

  @Test
  void areReleasedAtTheEnd() {
    forwarded("a");
    ActiveExchange second = withheld(new VirtualDesk.Line("b"));
    answer(second, "never");
    exchanges.close();
    assertThat(desk.connection.memory.held()).isZero();
    assertThat(second.ownAnswer()).isNull();
  }

  @Test
  void quietRequestsBeforeOneMayStillBeAnswered() {
    ActiveExchange quiet = desk.exchange(new VirtualDesk.Line("q", true, true));
    quiet.requestCourse().came(true);
    ActiveExchange next = desk.exchange("a");
    assertThat(exchanges.quietBefore(quiet)).isFalse();
    assertThat(exchanges.quietBefore(next)).isTrue();
    answer(quiet, "x");
    assertThat(exchanges.quietBefore(next)).isFalse();
  }

  @Test
  void atRestAreTurnsWhoseReplyHasBegun() {
    ActiveExchange turn = desk.exchange("turn");
    turn.requestCourse().forward();
    exchanges.decided(turn);
    assertThat(exchanges.atRest()).isFalse();
    assertThat(pairing.replyForwarded()).isFalse();
    turn.forwarded();
    assertThat(exchanges.atRest()).isTrue();
    assertThat(pairing.replyForwarded()).isTrue();
    ActiveExchange behind = desk.exchange("behind");
    behind.forwarded();
    assertThat(exchanges.atRest()).as("an earlier one waits").isFalse();
    turn.add(desk.firing("b", new Deciding()), desk.connection.recorder);
    assertThat(pairing.probed()).isFalse();
    assertThat(pairing.payloadMatters()).isFalse();
    assertThat(pairing.upstream()).isEqualTo("backend:80");
  }

  @Test
  void measuresHowLongRepliesTake() {
    List<String> metered = new ArrayList<>();
    ProxyMeter meter =
        new ProxyMeter() {
          @Override
          public void exchange() {
            metered.add("exchange");
          }

          @Override
          public void answered(long nanos) {
            metered.add("answered after " + nanos);
          }
        };
    Exchanges measured = new Exchanges(desk.connection.facts, meter, desk, new BehaviorStates());
    measured.use(desk.desk.session(), desk.desk.answers(), desk.desk.tracer());
    ActiveExchange exchange = measured.begin(new VirtualDesk.Line("a"));
    desk.connection.time.advance(Duration.ofNanos(5));
    exchange.requestCourse().forward();
    measured.decided(exchange);
    desk.connection.time.advance(Duration.ofNanos(7));
    measured.replyBegan(exchange, REPLY);
    assertThat(metered).containsExactly("exchange", "answered after 7");
    measured.close();
  }
}
