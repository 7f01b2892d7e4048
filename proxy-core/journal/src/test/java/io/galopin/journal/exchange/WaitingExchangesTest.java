package io.galopin.journal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.journal.ExchangeRef;
import io.galopin.engine.trace.FinishedExchange;
import io.galopin.engine.trace.FinishedExchange.Did;
import io.galopin.engine.trace.FinishedExchange.How;
import io.galopin.engine.trace.FinishedExchange.Times;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

@SuppressWarnings("AddressSelection") // they are literals
class WaitingExchangesTest {

  private static FinishedExchange exchange(long connection, long ordinal, String request) {
    return new FinishedExchange(
        "web",
        "http",
        connection,
        new InetSocketAddress("127.0.0.1", 40_001),
        new ExchangeRef(ordinal, request, "", ""),
        "",
        false,
        How.REPLIED,
        Instant.EPOCH,
        new Times(1, 1, 0),
        1,
        1,
        "",
        List.of(new Did("", "delay", "delay 2 s")));
  }

  private static List<Long> ordinals(List<FinishedExchange> exchanges) {
    return exchanges.stream().map(each -> each.exchange().ordinal()).toList();
  }

  @Test
  void givesThemInOrder() {
    WaitingExchanges waiting = new WaitingExchanges(1 << 20);
    assertThat(waiting.isEmpty()).isTrue();
    for (int i = 1; i <= 5; i++) {
      waiting.finished(exchange(1, i, "GET /"));
    }

    assertThat(waiting.isEmpty()).isFalse();
    assertThat(ordinals(waiting.take(2))).containsExactly(1L, 2L);
    assertThat(ordinals(waiting.take(10))).containsExactly(3L, 4L, 5L);
    assertThat(waiting.take(10)).isEmpty();
    assertThat(waiting.isEmpty()).isTrue();
  }

  @Test
  void letsTheNewestGoAndCountsThem() {
    WaitingExchanges waiting = new WaitingExchanges(10_000);
    for (int i = 1; i <= 100; i++) {
      waiting.finished(exchange(1, i, "GET /"));
    }

    List<FinishedExchange> taken = waiting.take(100);

    assertThat(taken).hasSizeBetween(5, 25);
    assertThat(ordinals(taken)).startsWith(1L, 2L, 3L);
    assertThat(waiting.isEmpty()).as("the count is still to be told").isFalse();
    assertThat(waiting.lost()).isEqualTo(100 - taken.size());
    assertThat(waiting.lost()).isZero();
    assertThat(waiting.isEmpty()).isTrue();
    waiting.finished(exchange(1, 101, "GET /"));
    assertThat(ordinals(waiting.take(100))).containsExactly(101L);
  }

  @Test
  void countsWhatTheirTextsCost() {
    WaitingExchanges waiting = new WaitingExchanges(100_000);
    for (int i = 1; i <= 100; i++) {
      waiting.finished(exchange(1, i, "x".repeat(8192)));
    }

    assertThat(waiting.take(100)).hasSize(5);
    assertThat(waiting.lost()).isEqualTo(95);
  }

  @Test
  void losesNoneUncountedAmongSeveralThreads() throws InterruptedException {
    WaitingExchanges waiting = new WaitingExchanges(50_000);
    int each = 20_000;
    CountDownLatch started = new CountDownLatch(2);
    List<Thread> threads = new ArrayList<>();
    for (int connection = 1; connection <= 2; connection++) {
      int its = connection;
      threads.add(
          new Thread(
              () -> {
                started.countDown();
                for (int i = 1; i <= each; i++) {
                  waiting.finished(exchange(its, i, "GET /"));
                }
              }));
    }
    threads.forEach(Thread::start);
    started.await();
    long taken = 0;
    long lost = 0;
    long[] last = new long[3];
    boolean alive;
    do {
      alive = threads.stream().anyMatch(Thread::isAlive);
      for (FinishedExchange next : waiting.take(100)) {
        int connection = (int) next.connection();
        assertThat(next.exchange().ordinal()).isGreaterThan(last[connection]);
        last[connection] = next.exchange().ordinal();
        taken++;
      }
      lost += waiting.lost();
    } while (alive || !waiting.isEmpty());

    assertThat(taken + lost).isEqualTo(2L * each);
    assertThat(taken).isPositive();
  }
}
