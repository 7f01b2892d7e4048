package io.galopin.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Direction;
import io.galopin.client.GalopinException;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Rule;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that changes made by methods that begin with {@code with} are undone. */
class ScopedUseTest {

  private final Web web = new Web();
  private final Galopin galopin = Galopin.start(42);
  private final Proxy proxy =
      galopin
          .proxy("web", web.address())
          .protocol("http")
          .mix(Mix.none())
          .rule("orders: when http.path=/orders/* error status=503")
          .start();

  @AfterEach
  void close() {
    galopin.close();
    web.close();
  }

  @Test
  void aBehavior() {
    try (Undo fault = proxy.withBehavior("error", "status", 502)) {
      assertThat(proxy.mix()).hasToString("100:error");
      assertThat(Web.get(proxy, "/")).isEqualTo(502);
      assertThat(Web.get(proxy, "/orders/1")).isEqualTo(503);
    }
    assertThat(proxy.mix()).isEqualTo(Mix.none());
    assertThat(Web.get(proxy, "/")).isEqualTo(200);
  }

  @Test
  void mixesWithinEachOther() {
    try (Undo outer = proxy.withMix(Mix.parse("100:error"))) {
      try (Undo inner = proxy.withMix(Mix.parse("100:abort"))) {
        assertThat(proxy.mix()).hasToString("100:abort");
      }
      assertThat(proxy.mix()).hasToString("100:error");
    }
    assertThat(proxy.mix()).isEqualTo(Mix.none());
  }

  @Test
  void aRuleWhichIsTriedBeforeTheOthers() {
    Web.get(proxy, "/orders/1");
    try (Undo fault = proxy.withRule("when http.path=/orders/7 once error status=501");
        Undo other = proxy.withRule("when http.path=/cart error status=500")) {
      assertThat(proxy.rules())
          .extracting(Rule::name)
          .containsExactly("added-2", "added-1", "orders");
      assertThat(Web.get(proxy, "/orders/7")).isEqualTo(501);
      assertThat(Web.get(proxy, "/orders/7")).isEqualTo(503);
      assertThat(Web.get(proxy, "/cart")).isEqualTo(500);
    }
    assertThat(Web.get(proxy, "/cart")).isEqualTo(200);
    assertThat(proxy.rules())
        .singleElement()
        .hasToString(
            "orders: saw 3, matched 2, fired 2; nearest miss: http.path: /cart"
                + " (expected: http.path=/orders/*) at connection 5, exchange 1");
  }

  @Test
  void refusesARuleOfTheSameName() {
    assertThatThrownBy(() -> proxy.withRule("orders: error"))
        .isInstanceOf(GalopinException.class)
        .hasMessageContaining("orders");
    assertThat(proxy.rules()).hasSize(1);
  }

  @Test
  void aToxic() {
    try (Undo slow =
        proxy.withToxic(
            Toxic.latency(Duration.ofMillis(3)).jitter(Duration.ofMillis(1)).upstream())) {
      assertThat(proxy.toxics())
          .singleElement()
          .satisfies(
              toxic -> {
                assertThat(toxic.name()).isEqualTo("latency_upstream");
                assertThat(toxic.direction()).isEqualTo(Direction.UPSTREAM);
                assertThat(toxic.attributes()).containsEntry("latency", 3L);
              });
      proxy.updateToxic(proxy.toxics().get(0).with("latency", 5).toxicity(0.5));
      assertThat(proxy.toxics().get(0).attributes()).containsEntry("latency", 5L);
      assertThat(proxy.toxics().get(0).toxicity()).isEqualTo(0.5);
    }
    assertThat(proxy.toxics()).isEmpty();
  }

  @Test
  void aToxicOfSomeConnections() {
    try (Undo cut = proxy.withToxic(Toxic.limitData(0).when("connection=2..").trigger("first 1"))) {
      assertThat(proxy.toxics().get(0).when()).isEqualTo("connection=2..");
      assertThat(proxy.toxics().get(0).trigger()).isEqualTo("once");
      assertThat(Web.get(proxy, "/")).isEqualTo(200);
      assertThat(Web.get(proxy, "/")).isZero();
      assertThat(Web.get(proxy, "/")).isEqualTo(200);
    }
  }

  @Test
  void theTimeThatItIsDown() {
    int port = proxy.port();
    try (Undo down = proxy.down()) {
      assertThat(proxy.enabled()).isFalse();
      assertThat(proxy.port()).isEqualTo(port);
      assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
          .isInstanceOf(ConnectException.class);
    }
    assertThat(proxy.port()).isEqualTo(port);
    assertThat(Web.get(proxy, "/")).isEqualTo(200);
  }

  @Test
  void theTimesThatItIsDownLeaveItsPortToIt() {
    for (int i = 0; i < 200; i++) {
      proxy.setEnabled(false);
      proxy.setEnabled(true);
    }

    assertThat(Web.get(proxy, "/")).isEqualTo(200);
  }

  @Test
  void onceHoweverOftenItIsTakenBack() {
    Undo fault = proxy.withMix(Mix.parse("100:error"));
    fault.close();
    proxy.setMix(Mix.parse("100:abort"));
    fault.close();

    assertThat(proxy.mix()).hasToString("100:abort");
  }

  @Test
  void keepsWhatRulesThatStayHaveCounted() {
    Web.get(proxy, "/orders/1");

    proxy.setRules(
        List.of("when http.path=/a error", "orders: when http.path=/orders/* error status=503"));

    assertThat(proxy.rules()).extracting(Rule::fired).containsExactly(0L, 1L);
  }
}
