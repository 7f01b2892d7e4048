package io.galopin.example;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Mix;
import io.galopin.client.Toxic;
import io.galopin.embed.Galopin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Samples without any framework. */
class EmbeddedSamplesTest {

  private final Warehouse backend = new Warehouse();

  @AfterEach
  void close() {
    backend.close();
  }

  @Test
  void injectsForAWhile() throws Exception {
    try (var galopin = Galopin.start()) {
      var warehouse = galopin.proxy("warehouse", backend.address()).protocol("http").start();
      var stock = new Stock(warehouse.host(), warehouse.port());

      try (var fault = warehouse.withBehavior("error", "status", 503)) {
        assertThatThrownBy(() -> stock.of("tea")).isInstanceOf(IOException.class);
      }
      try (var slow = warehouse.withToxic(Toxic.latency(Duration.ofMillis(20)).upstream())) {
        assertThat(stock.of("tea")).isEqualTo(7);
      }
      assertThat(warehouse).fired("error").times(3).on("GET /stock/*");
      assertThat(warehouse).neverFired("delay");
    }
  }

  @Test
  void hasARunAgain() throws Exception {
    try (var first = Galopin.start(42)) {
      var warehouse =
          first
              .proxy("warehouse", backend.address())
              .protocol("http")
              .mix(Mix.parse("40:error"))
              .drawBy("http.path")
              .start();
      var before = tried(new Stock(warehouse.host(), warehouse.port()));
      assertThat(first.recording().size()).isPositive();

      try (var again = Galopin.replay(first.recording())) {
        var same =
            again
                .proxy("warehouse", backend.address())
                .protocol("http")
                .drawBy("http.path")
                .start();

        assertThat(again.seed()).isEqualTo(42);
        assertThat(again.missing()).isNotEmpty();
        assertThat(tried(new Stock(same.host(), same.port()))).isEqualTo(before);
        assertThat(again.missing()).isEmpty();
        assertThat(again.recording().size()).isEqualTo(first.recording().size());
      }
    }
  }

  /** Asks a few times and returns the outcomes. */
  private static List<String> tried(Stock stock) throws InterruptedException {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      try {
        outcomes.add("there are " + stock.of("tea-" + i));
      } catch (IOException trouble) {
        outcomes.add(String.valueOf(trouble.getMessage()));
      }
    }
    return outcomes;
  }
}
