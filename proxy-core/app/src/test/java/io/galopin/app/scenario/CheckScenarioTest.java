package io.galopin.app.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.Ran;
import io.galopin.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckScenarioTest {

  @TempDir Path folder;

  private String file(String text) throws IOException {
    return Files.writeString(folder.resolve("s.conf"), text).toString();
  }

  @Test
  void saysWhatAScenarioWouldDo() throws IOException {
    Ran check =
        Ran.galopin(
            "scenario",
            "check",
            file(
                "galopin { proxies.db { listen = \":0\", upstream = \"localhost:1\" }\n"
                    + "scenarios.one.stages = [ { for = 5 s, proxy = db, outage = true } ] }"));

    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).contains("  stage-1: 5 s\n    db: outage\n");
  }

  @Test
  void refusesWhatIsWrongWithFileAndLine() throws IOException {
    String file = file("galopin.scenarios.one.stages = [\n{ for = 5 s, outage = true } ]");

    Ran check = Ran.galopin("scenario", "check", file);

    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err()).contains("proxy: missing", "in " + file + ": 2");
  }

  @Test
  void mayStandInTheFileOfARun() {
    String text =
        "galopin { proxies.db { listen = \":0\", upstream = \"localhost:1\" }\n"
            + "scenarios.one.stages = [ { for = 5 s, proxy = db, outage = true } ] }";

    assertThat(ConfigLoader.load(text, "both.conf").proxies()).hasSize(1);
  }
}
