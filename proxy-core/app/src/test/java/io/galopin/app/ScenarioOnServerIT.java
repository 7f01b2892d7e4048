package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs scenarios against a server in real time. */
class ScenarioOnServerIT {

  private static final String CREATE =
      "create web --listen 127.0.0.1:0 --upstream 127.0.0.1:1 --protocol http --host ";

  @TempDir Path folder;

  private String file(String time) throws IOException {
    return Files.writeString(
            folder.resolve("all.conf"),
            """
            galopin.scenarios.all.stages = [ { parallel = [
              { name = toxic, for = TIME, proxy = web, toxic { type = latency, stream = upstream
                latency { from = 1 ms, to = 9 ms }, jitter = 2 ms } }
              { name = mix, for = TIME, proxy = web
                behavior { delay { weight { from = 1, to = 9 }, sleep = 5 ms }, error = 7 } }
              { name = rule, for = TIME, proxy = web, values { x { from = 1 ms, to = 9 ms } }
                rule = ["delay sleep={x}", "when http.path=/b error"] }
              { name = flap, for = TIME, proxy = web, flap { mode = timeout, up = 1 ms, down = 1 h } }
            ] }, { name = gone, for = TIME, proxy = web, outage = true } ]\
            """
                .replace("TIME", time))
        .toString();
  }

  private static String state(String url) {
    return Ran.galopin("status", "--host", url).out().strip();
  }

  private static void withWeb(Consumer<String> scene) {
    ClientEndToEndTest.withServerAt(
        url -> {
          assertThat(Ran.galopin((CREATE + url).split(" ")).exitCode()).isZero();
          scene.accept(url);
        });
  }

  @Test
  void injectsEverythingAndTakesItBack() {
    withWeb(
        url -> {
          Ran ran = ran("1200 ms", url);

          assertThat(ran.exitCode()).as("%s", ran).isEqualTo(4);
          assertThat(ran.err()).isEmpty();
          assertThat(ran.out()).contains("rule delay sleep=(1ms to 9ms linear) never fired at web");
          assertThat(state(url)).isEqualTo("web\tenabled");
          assertThat(Ran.galopin("rules", "show", "web", "--host", url).out()).doesNotContain("/b");
        });
  }

  private Ran ran(String time, String url) {
    try {
      return Ran.galopin("scenario", "run", file(time), "--host", url);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  @Test
  void givesEverythingAnEndAndTakesItBackWhenItIsStopped() {
    withWeb(
        url -> {
          Process driver = driver(url);
          try {
            awaitAll(url);
            // The toxics of the flap end with the flap.
            assertThat(state(url).lines().filter(line -> !line.contains("timeout=30000")))
                .allSatisfy(
                    line ->
                        assertThat(line.strip()).containsPattern("\t([0-9]|10)([.][0-9]+)? s$"));
            Process stop = galopin("scenario", "stop", "all");
            assertThat(stop.onExit().join().exitValue()).as("galopin scenario stop").isZero();

            assertThat(driver.onExit().join().exitValue()).isEqualTo(128 + 15);
            assertThat(state(url)).isEqualTo("web\tenabled");
          } finally {
            driver.destroyForcibly();
          }
        });
  }

  /** Each kind of stage, of a driver that is killed in the midst of it. */
  @Test
  void whatAKilledDriverHasSetEndsWithinTenSeconds() {
    withWeb(
        url -> {
          Process driver = driver(url);
          try {
            awaitAll(url);
          } finally {
            driver.destroyForcibly();
          }
          driver.onExit().join();

          await().atMost(Duration.ofMinutes(1)).until(() -> state(url).equals("web\tenabled"));
          assertThat(Ran.galopin("journal", "--host", url).out()).doesNotContain("after 10 min");
        });
  }

  private static void awaitAll(String url) {
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(state(url))
                    .contains("flap", "latency", "behaviors", "rule rule:", "rule-1"));
  }

  private Process driver(String url) {
    try {
      return galopin("scenario", "run", file("10 m"), "--host", url);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** Starts the program as a process of its own, with its own home. */
  private Process galopin(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "io.galopin.app.Main"));
    command.addAll(List.of(words));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(folder.resolve(words[1] + ".out").toFile())
          .start();
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }
}
