package io.galopin.example;

import static io.galopin.assertj.GalopinAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import io.galopin.junit.GalopinProxy;
import io.galopin.junit.GalopinTest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// Each test has its own proxies on free ports, and fails if a rule or toxic never fired.
@GalopinTest(everyFaultFires = true)
class ShopTest {

  private static Backends backends;

  @GalopinProxy(upstreamFrom = "redis", protocol = "redis")
  private Proxy cache;

  @GalopinProxy(upstreamFrom = "warehouse", protocol = "http")
  private Proxy warehouse;

  @GalopinProxy(upstreamFrom = "database")
  private Proxy database;

  private Shop shop;
  private Stock stock;

  @BeforeEach
  void open() {
    shop =
        new Shop(
            URI.create("redis://" + cache.host() + ":" + cache.port()),
            Backends.url(database.host(), database.port()));
    stock = new Stock(warehouse.host(), warehouse.port());
  }

  @Test
  void asksTheDatabaseWhileTheCacheIsDown() throws Exception {
    try (Undo down = cache.down()) {
      assertThat(shop.price("tea")).isEqualTo(450);
    }
    assertThat(database).sawTraffic();
  }

  @Test
  void asksTheDatabaseIfTheCacheIsLoading() throws Exception {
    try (Undo loading = cache.withRule("when redis.command=GET error failure=loading")) {
      assertThat(shop.price("tea")).isEqualTo(450);
    }
    assertThat(cache).fired("error").times(1).on("GET price:tea");
  }

  @Test
  void asksTheWarehouseAgainIfItHasTrouble() throws Exception {
    try (Undo trouble = warehouse.withRule("when http.path=/stock/* first 2 error status=503")) {
      assertThat(stock.of("tea")).isEqualTo(7);
    }
    assertThat(warehouse).fired("error").times(2).on("GET /stock/*");
  }

  @Test
  void givesUpIfTheTroubleGoesOn() {
    try (Undo trouble = warehouse.withBehavior("error", "status", 503)) {
      assertThatThrownBy(() -> stock.of("tea")).isInstanceOf(IOException.class);
    }
    assertThat(warehouse).fired("error").times(3);
  }

  @Test
  void takesNoOrderThatTheDatabaseDidNotConfirm() {
    try (Undo lost = database.withToxic(Toxic.limitData(0))) {
      assertThat(shop.order("tea", 2)).isFalse();
    }
    assertThat(shop.order("tea", 2)).isTrue();
  }

  @Test
  void isPatientWithASlowDatabase() {
    Duration slow = Duration.ofMillis(20);
    try (Undo latency = database.withToxic(Toxic.latency(slow).jitter(slow.dividedBy(4)))) {
      assertThat(shop.order("tea", 1)).isTrue();
    }
    assertThat(database).fired("latency");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  // The addresses of the backends.
  static int redis() {
    return backends.redis();
  }

  static int warehouse() {
    return backends.warehouse();
  }

  static int database() {
    return backends.database();
  }

  @BeforeAll
  static void startBackends() {
    backends = new Backends();
  }

  @AfterAll
  static void stopBackends() {
    backends.close();
  }
}
