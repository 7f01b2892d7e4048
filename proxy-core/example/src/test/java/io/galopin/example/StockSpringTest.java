package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import io.galopin.client.Undo;
import io.galopin.junit.RegisteredProxies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A test with Spring. With Spring Boot, it looks the same. */
@SpringJUnitConfig(StockSpringTest.Application.class)
class StockSpringTest {

  private static final Warehouse BACKEND = new Warehouse();

  @RegisterExtension
  static final RegisteredProxies PROXIES =
      new RegisteredProxies().proxy("warehouse", BACKEND::address, http -> http.protocol("http"));

  @DynamicPropertySource
  static void leadThroughTheProxy(DynamicPropertyRegistry properties) {
    properties.add("warehouse.host", () -> PROXIES.proxy("warehouse").host());
    properties.add("warehouse.port", () -> PROXIES.proxy("warehouse").port());
  }

  @Test
  void asksAgain(@Autowired Stock stock) throws Exception {
    Proxy warehouse = PROXIES.proxy("warehouse");
    try (Undo trouble = warehouse.withRule("first 2 error")) {
      assertThat(stock.of("tea")).isEqualTo(7);
    }
  }

  static class Application {
    @Bean
    Stock stock(@Value("${warehouse.host}") String host, @Value("${warehouse.port}") int port) {
      return new Stock(host, port);
    }
  }

  @AfterAll
  static void close() {
    BACKEND.close();
  }
}
