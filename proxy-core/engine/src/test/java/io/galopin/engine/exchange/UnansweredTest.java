package io.galopin.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Rendering;
import io.galopin.engine.socket.Buffers;
import org.junit.jupiter.api.Test;

/** Tests the line of exchanges that wait for their answers. */
class UnansweredTest {

  private static final int MANY = 70;

  private final VirtualDesk desk = new VirtualDesk();
  private final Buffers buffers = new Buffers();
  private final Unanswered line = new Unanswered(desk.connection.memory);

  private ActiveExchange exchange(String label) {
    return new ActiveExchange(
        new ExchangePlace(desk.connection.facts, "", 1),
        desk.desk.session(),
        new BehaviorStates(),
        () -> label);
  }

  private long held() {
    return desk.connection.memory.held();
  }

  @Test
  void theOldestComesFirst() {
    ActiveExchange first = exchange("a");
    ActiveExchange second = exchange("b");
    assertThat(line.isEmpty()).isTrue();
    assertThat(line.oldest()).isNull();
    line.add(first);
    assertThat(line.second()).isNull();
    line.add(second);

    assertThat(line.oldest()).isSameAs(first);
    assertThat(line.second()).isSameAs(second);
    assertThat(line.inOrder()).containsExactly(first, second);
    line.removeOldest();
    assertThat(line.oldest()).isSameAs(second);
    assertThat(first.isInLine()).isFalse();
    assertThat(second.isInLine()).isTrue();
  }

  @Test
  void manyTakeMemoryAndGiveItBackOneByOne() {
    long most = 0;
    for (int i = 0; i < MANY; i++) {
      line.add(exchange("a"));
      assertThat(held()).isEqualTo(line.pinned()).isGreaterThanOrEqualTo(most);
      most = held();
    }
    assertThat(most).isPositive();
    for (int i = 0; i < MANY; i++) {
      line.removeOldest();
      assertThat(held()).isEqualTo(line.pinned()).isLessThanOrEqualTo(most);
    }
    assertThat(held()).isZero();
  }

  @Test
  void anAnswerOfTheProxyIsCountedUntilItIsTaken() {
    ActiveExchange waits = exchange("a");
    ActiveExchange expectedNone = exchange("b");
    line.add(waits);
    Rendering first = Rendering.reply(buffers.of("no"), "no");
    line.answer(waits, first);
    line.answer(expectedNone, Rendering.reply(buffers.of("bye"), "bye"));

    assertThat(line.inOrder()).containsExactly(waits, expectedNone);
    assertThat(held()).isEqualTo(line.pinned()).isPositive();
    assertThat(line.takeAnswer(waits)).isSameAs(first);
    assertThat(waits.ownAnswer()).isNull();
    assertThatThrownBy(() -> line.takeAnswer(waits)).isInstanceOf(NullPointerException.class);
    line.takeAnswer(expectedNone).bytes().release();
    first.bytes().release();
    assertThat(held()).isZero();
    buffers.checkReleased();
  }

  @Test
  void whatIsForgottenIsReleasedAndNoLongerCounted() {
    for (int i = 0; i < MANY; i++) {
      line.add(exchange("a"));
    }
    line.answer(exchange("b"), Rendering.reply(buffers.of("no"), "no"));

    line.clear();

    assertThat(line.isEmpty()).isTrue();
    assertThat(line.pinned()).isZero();
    assertThat(held()).isZero();
    buffers.checkReleased();
  }
}
