package io.galopin.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.client.Proxy;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;

/** Tests scenarios that tests run. */
class GalopinScenarioTest {

  private static final String FILE = "target/scenario-of-a-test.conf";

  @GalopinProxy(upstream = "127.0.0.1:1")
  private Proxy echo;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        Path.of(FILE),
        """
        galopin.scenarios {
          good {
            baseline { for = 100 ms }
            steady { tcp = "PLACE", every = 10 ms }
            stages = [ { for = 100 ms } ]
          }
          bad = ${galopin.scenarios.good} {
            stages = [ { name = gone, for = 200 ms, proxy = echo, outage = true } ]
          }
        }
        """
            .replace("PLACE", echo.host() + ":" + echo.port()));
  }

  @GalopinScenario(value = FILE, name = "good")
  void isRunBeforeTheMethod() {}

  @GalopinScenario(value = FILE, name = "bad")
  void givesItsResultToTheMethod(ScenarioResult result) {
    assertThat(result.verdict()).as(result.summary()).isEqualTo(Verdict.FAIL);
    assertThat(echo.enabled()).isTrue();
  }
}
