package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Decision;
import io.galopin.api.Failure;
import io.galopin.api.Protocol;
import io.galopin.api.Rendering;
import io.galopin.api.Trouble;
import io.galopin.engine.GreetedLines;
import io.galopin.engine.LineProtocol;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.OwnAttributes;
import io.galopin.engine.match.Term;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.NotedSink;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what becomes of requests before they reach the backend. */
class AdmissionTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Condition OPENING = Condition.is(new Term(OwnAttributes.OPENING, ""));

  private final Buffers buffers = new Buffers();
  private final Deciding behavior = new Deciding();
  private final NotedDialing dialing = new NotedDialing();
  private final NotedSink backend = new NotedSink();
  private VirtualDesk desk = new VirtualDesk();
  private Admission admission = admission();

  private Admission admission() {
    return new Admission(desk.desk, backend, desk.holds, dialing);
  }

  private void speaking(Protocol protocol) {
    desk = new VirtualDesk(protocol);
    admission = admission();
  }

  @AfterEach
  void leavesNothingBehind() {
    desk.holds.close();
    desk.desk.close();
    assertThat(desk.connection.memory.held()).isZero();
    buffers.checkReleased();
  }

  private ActiveExchange decided(String label) {
    return decided(label, true);
  }

  private ActiveExchange decided(String label, boolean whole) {
    ActiveExchange exchange = desk.exchange(label, behavior);
    exchange.requestCourse().came(whole);
    admission.decide(exchange, buffers.of(label)).release();
    return exchange;
  }

  @Test
  void theBackendGetsARequestThatPasses() {
    ActiveExchange exchange = decided("a");

    assertThat(exchange.requestCourse().isForwarded()).isTrue();
    assertThat(desk.desk.exchanges().atBackend()).isSameAs(exchange);
    assertThat(dialing.dialed).isZero();
  }

  @Test
  void aDelayIsBetweenArrivalAndBackend() {
    behavior.before = Decision.delay(SECOND);
    ActiveExchange exchange = decided("a");
    assertThat(exchange.requestCourse().isForwarded()).isFalse();

    desk.connection.time.advance(SECOND);

    assertThat(exchange.requestCourse().isForwarded()).isTrue();
    assertThat(desk.connection.entries()).containsExactly("delay 1 s");
  }

  @Test
  void theClientIsAnsweredInPlaceOfTheBackend() {
    behavior.before = Decision.fail(Failure.ERROR);
    ActiveExchange exchange = decided("a");

    assertThat(exchange.requestCourse().isForwarded()).isFalse();
    assertThat(desk.client.toString()).contains("a");
    assertThat(desk.connection.entries()).hasSize(1);
  }

  @Test
  void aFailureWaitsForTheEndOfItsRequest() {
    behavior.before = Decision.fail(Failure.ERROR);
    ActiveExchange exchange = decided("a", false);

    assertThat(desk.client).hasToString("");
    admission.answer(exchange, false);
    assertThat(desk.client).hasToString("ERROR a\n");
  }

  @Test
  void randomBytesDoNotWaitForTheEndOfTheRequest() {
    behavior.before = Decision.babble(5);
    decided("a", false);

    assertThat(desk.client.toString()).hasSize(5);
  }

  @Test
  void theBackendGetsASubstituteAndTheAnswerWaitsForItsReply() {
    behavior.before = Decision.fail(Failure.ERROR);
    ActiveExchange exchange = decided("END x");

    assertThat(backend).hasToString("UNDO x\n");
    assertThat(desk.client).hasToString("");
    assertThat(exchange.requestCourse().isForwarded()).isFalse();
    assertThat(desk.desk.exchanges().atBackend()).isSameAs(exchange);
  }

  @Test
  void withoutABackendNothingIsSubstituted() {
    dialing.trouble = new Trouble(Trouble.Kind.UNREACHABLE, "nobody there");
    behavior.before = Decision.fail(Failure.ERROR);
    decided("END x");

    assertThat(backend).hasToString("");
    assertThat(desk.client).hasToString("ERROR END x\n");
  }

  @Test
  void anAnswerInPlaceOfTheLastBytesLeavesTheBackendUnfinished() {
    behavior.before = Decision.fail(Failure.ERROR);
    ActiveExchange exchange = decided("a", false);

    assertThat(admission.answerAtEnd(exchange)).isTrue();
    assertThat(desk.controls.told).contains("leave unfinished");
    assertThat(desk.client).hasToString("ERROR a\n");
  }

  @Test
  void withoutABackendNothingIsForwarded() {
    dialing.trouble = new Trouble(Trouble.Kind.UNREACHABLE, "nobody there");
    assertThat(admission.isOpen()).isFalse();
    ActiveExchange exchange = decided("a");

    assertThat(exchange.requestCourse().isForwarded()).isFalse();
    assertThat(desk.desk.exchanges().settled()).isTrue();
  }

  @Test
  void theBackendIsDialedWhenTheGreetingPasses() {
    speaking(new GreetedLines());
    behavior.before = Decision.delay(SECOND);
    desk.rules(VirtualDesk.rule("r", OPENING, behavior, false));
    admission.greet();
    assertThat(dialing.dialed).isZero();

    desk.connection.time.advance(SECOND);

    assertThat(dialing.dialed).isEqualTo(1);
  }

  @Test
  void aGreetingThatFailsDialsNobody() {
    speaking(new GreetedLines());
    behavior.before = Decision.fail(Failure.ERROR);
    desk.rules(VirtualDesk.rule("r", OPENING, behavior, false));
    admission.greet();

    assertThat(dialing.dialed).isZero();
    assertThat(desk.client).hasToString("ERROR hello\n");
  }

  @Test
  void anAnswerApartWaitsForEarlierReplies() {
    speaking(new LineProtocol());
    decided("a");
    admission.answerApart(Rendering.reply(buffers.of("own"), "own"));
    assertThat(desk.client).hasToString("");

    desk.desk.exchanges().replied();

    assertThat(desk.client).hasToString("own");
  }
}
