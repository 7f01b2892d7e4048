package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.live.Turns.Turn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private final Turns turns = new Turns();

  private Turn now(String... names) {
    CompletableFuture<Turn> turn = turns.next(List.of(names));
    assertThat(turn).isCompleted();
    return turn.join();
  }

  @Test
  void comeOneAfterTheOtherForOneProxy() {
    Turn first = now("a");
    CompletableFuture<Turn> second = turns.next(List.of("a"));
    CompletableFuture<Turn> third = turns.next(List.of("a"));

    turns.end(first);
    assertThat(second).isCompleted();
    assertThat(third).isNotDone();
    turns.end(second.join());
    turns.end(third.join());
    now("a");
  }

  @Test
  void doNotWaitForOtherProxies() {
    now("a");

    // Their hashes are one.
    now("Aa");
    now("BB");
    now();
  }

  @Test
  void waitForAllOfSeveral() {
    Turn a = now("a");
    Turn b = now("b");
    CompletableFuture<Turn> both = turns.next(List.of("b", "a", "c", "a"));
    CompletableFuture<Turn> reverse = turns.next(List.of("c", "a"));

    turns.end(a);
    assertThat(both).isNotDone();
    turns.end(b);
    assertThat(both).isCompleted();
    assertThat(reverse).isNotDone();
    turns.end(both.join());
    assertThat(reverse).isCompleted();
  }
}
