package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.demo.DemoCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoCommandTest {

  private static final String TOUCHED = "delay 300 ms";

  @Test
  void showsEachRequestAndSumsUp() {
    Ran ran = Ran.command(new DemoCommand(20), "--seed", "42");

    assertThat(ran.exitCode()).isZero();
    assertThat(ran.err()).isEmpty();
    List<String> requests = requests(ran);
    assertThat(requests).hasSize(20);
    long touched = requests.stream().filter(line -> line.endsWith(TOUCHED)).count();
    assertThat(touched).isBetween(1L, 19L);
    assertThat(ran.out())
        .contains(touched + " of 20 were touched")
        .contains("./galopin demo --seed 42")
        .contains("./galopin --protocol http --proxy localhost:8000 --backend HOST:PORT");
  }

  @Test
  void fitsATerminal() {
    Ran ran = Ran.onTerminal(new DemoCommand(20), "--seed", "42");

    assertThat(ran.out().split("[\\r\\n]+"))
        .extracting(line -> line.replaceAll("\u001B\\[\\d*[mK]", ""))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void touchesTheSameRequestsWithTheSameSeed() {
    assertThat(fates("7")).isEqualTo(fates("7")).isNotEqualTo(fates("8"));
  }

  private static List<Boolean> fates(String seed) {
    return requests(Ran.command(new DemoCommand(10), "--seed", seed)).stream()
        .map(line -> line.endsWith(TOUCHED))
        .toList();
  }

  private static List<String> requests(Ran ran) {
    return ran.out().lines().filter(line -> line.startsWith("  GET /")).toList();
  }
}
