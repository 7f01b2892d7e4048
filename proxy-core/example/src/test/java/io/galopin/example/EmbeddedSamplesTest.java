package io.galopin.example;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Mix;
import io.galopin.client.Toxic;
import io.galopin.embed.Galopin;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What can be done without any framework. */
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
      var stock = new Stock(warehouse.host(), warehouse.port());
      stock.of("tea");

      try (var again = Galopin.replay(first.recording())) {
        again.proxy("warehouse", backend.address()).protocol("http").start();

        assertThat(again.seed()).isEqualTo(42);
        assertThat(again.missing()).hasSize(first.recording().size());
      }
    }
  }
}
