package io.galopin.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.runner.JUnitCore;
import org.testng.TestNG;

/** Runs the samples for frameworks other than Jupiter. */
class OtherFrameworksTest {

  @Test
  void runTheSampleOfJUnit4() {
    var result = JUnitCore.runClasses(StockJUnit4.class);

    assertThat(result.getFailures()).isEmpty();
    assertThat(result.getRunCount()).isEqualTo(1);
  }

  @Test
  void runTheSampleOfTestNg() {
    TestNG framework = new TestNG(false);
    framework.setTestClasses(new Class<?>[] {StockTestNg.class});
    framework.setVerbose(0);
    framework.run();

    assertThat(framework.getStatus()).isZero();
  }

  @Test
  void startTheResourceOfQuarkus() throws Exception {
    QuarkusWarehouse resource = new QuarkusWarehouse();
    Map<String, String> properties = resource.start();
    URI proxy = URI.create(properties.getOrDefault("quarkus.rest-client.warehouse.url", ""));
    try {
      assertThat(new Stock(proxy.getHost(), proxy.getPort()).of("tea")).isEqualTo(7);
    } finally {
      resource.stop();
    }
  }
}
