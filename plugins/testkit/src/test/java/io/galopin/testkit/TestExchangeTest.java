package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.galopin.api.Message;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TestExchangeTest {

  private final TestConnection connection = new TestConnection(7);

  @Test
  void numbersTheExchangesOfAConnection() {
    assertThat(connection.nextExchange().ordinal()).isEqualTo(1);
    assertThat(connection.nextExchange().ordinal()).isEqualTo(2);
    assertThat(connection.nextExchange().connection()).isEqualTo(7);
  }

  @Test
  void hasNoReplyUntilItIsGivenOne() {
    TestExchange before = connection.nextExchange().withRequest("GET /a");
    TestExchange after = before.withReply("200");

    assertThat(before.reply()).isNull();
    assertThat(after.reply()).extracting(Message::label).isEqualTo("200");
    assertThat(after.request().label()).isEqualTo("GET /a");
    assertThat(after.ordinal()).isEqualTo(before.ordinal());
  }

  @Test
  void acceptsInsertionUnlessToldOtherwise() {
    assertThat(connection.nextExchange().acceptsInsertion()).isTrue();
    assertThat(connection.nextExchange().withoutInsertion().acceptsInsertion()).isFalse();
  }

  @Test
  void givesTheSameQuestionTheSameAnswer() {
    TestExchange exchange = new TestConnection(1, 42).exchange(3);

    assertThat(exchange.draw("jitter")).isEqualTo(exchange.draw("jitter"));
    assertThat(new TestConnection(1, 42).exchange(3).draw("jitter"))
        .isEqualTo(exchange.draw("jitter"));
  }

  @Test
  void drawsByEverythingThatAQuestionIsMadeOf() {
    double draw = new TestConnection(1, 42).exchange(3).draw("jitter");

    assertThat(
            DoubleStream.of(
                new TestConnection(1, 43).exchange(3).draw("jitter"),
                new TestConnection(2, 42).exchange(3).draw("jitter"),
                new TestConnection(1, 42).exchange(4).draw("jitter"),
                new TestConnection(1, 42).exchange(3).draw("sleep")))
        .doesNotContain(draw)
        .doesNotHaveDuplicates()
        .allMatch(number -> number >= 0 && number < 1);
  }

  @Test
  void keepsStatePerConnection() {
    AtomicInteger first = connection.nextExchange().connectionState(AtomicInteger::new);

    assertThat(connection.nextExchange().<AtomicInteger>connectionState(AtomicInteger::new))
        .isSameAs(first);
    assertThat(
            new TestConnection(8).nextExchange().<AtomicInteger>connectionState(AtomicInteger::new))
        .isNotSameAs(first);
  }

  @Test
  void refusesOrdinalsBelowOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TestConnection(0))
        .withMessage("ordinal: 0 (expected: 1 or more)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> connection.exchange(-1))
        .withMessage("ordinal: -1 (expected: 0 or more)");
  }
}
