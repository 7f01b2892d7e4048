package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.console.Command;
import io.galopin.engine.socket.Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the client commands with {@code galopin server}. */
class ClientEndToEndTest {

  /** Runs a server during {@code scene}, which receives a function that runs client commands. */
  static void withServer(Consumer<Function<String, Ran>> scene) {
    withServerAt(url -> scene.accept(words -> Ran.galopin((words + " --host " + url).split(" "))));
  }

  /** Runs a server during {@code scene}, which receives its address. */
  static void withServerAt(Consumer<String> scene) {
    Ran ran =
        Ran.command(
            new ServerCommand(
                Map.of(),
                ready -> scene.accept(Address.of(ready.control().orElseThrow()).toString())),
            "-host",
            "127.0.0.1",
            "-port",
            "0",
            "-proxy-metrics");
    assertThat(ran.exitCode()).isZero();
  }

  /** Checks that a command succeeded and returns what it printed. */
  static String out(Ran ran) {
    assertThat(ran.exitCode()).as(ran.err()).isZero();
    return ran.out().strip();
  }

  @Test
  void makesChangesAndDeletesAProxy() {
    withServer(
        galopin -> {
          String created = out(galopin.apply("create web -l 127.0.0.1:0 -u 127.0.0.1:1"));
          assertThat(created)
              .matches("web\t127\\.0\\.0\\.1:[1-9]\\d*\t127\\.0\\.0\\.1:1\tenabled\t0");
          assertThat(out(galopin.apply("list"))).isEqualTo(created);
          assertThat(out(galopin.apply("toggle web"))).contains("\tdisabled\t");
          assertThat(out(galopin.apply("toggle web"))).contains("\tenabled\t");
          assertThat(out(galopin.apply("delete web"))).isEqualTo("deleted web");
          assertThat(out(galopin.apply("list"))).isEmpty();
        });
  }

  @Test
  void addsChangesAndRemovesToxics() {
    withServer(
        galopin -> {
          out(galopin.apply("create web -l 127.0.0.1:0 -u 127.0.0.1:1"));
          assertThat(out(galopin.apply("toxic add web -t latency -a latency=1000,jitter=50")))
              .isEqualTo("latency_downstream\tlatency\tdownstream\t1\tjitter=50,latency=1000");
          String narrow = "toxic add web -t bandwidth -n narrow -a rate=50 -u --toxicity 0.5";
          assertThat(out(galopin.apply(narrow)))
              .isEqualTo("narrow\tbandwidth\tupstream\t0.5\trate=50");
          assertThat(out(galopin.apply("toxic update web -n narrow -a rate=70")))
              .isEqualTo("narrow\tbandwidth\tupstream\t0.5\trate=70");
          assertThat(out(galopin.apply("inspect web")).lines().map(line -> line.split("\t")[0]))
              .containsExactly("narrow", "latency_downstream");
          out(galopin.apply("toxic remove web -n narrow"));
          assertThat(out(galopin.apply("inspect web")).lines()).hasSize(1);
          out(galopin.apply("reset"));
          assertThat(out(galopin.apply("inspect web"))).isEmpty();
        });
  }

  @Test
  void makesTheProxiesOfAFile(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("proxies.json");
    Files.writeString(
        file,
        """
        [{"name": "a", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:1",
          "toxics": [{"type": "latency", "attributes": {"latency": 5}}]},
         {"name": "b", "listen": "127.0.0.1:0", "upstream": "127.0.0.1:2", "enabled": false}]
        """);
    withServer(
        galopin -> {
          assertThat(out(galopin.apply("populate " + file)).lines())
              .satisfiesExactly(
                  a -> assertThat(a).startsWith("a\t127.0.0.1:").endsWith("\tenabled\t1"),
                  b -> assertThat(b).startsWith("b\t127.0.0.1:").endsWith("\tdisabled\t0"));
          assertThat(out(galopin.apply("list --json"))).startsWith("{\"a\":{").contains("\"b\":{");
        });
  }

  @Test
  void setsTheBehaviorOfAProxyThatItMade() {
    withServer(
        galopin -> {
          out(galopin.apply("create a -l 127.0.0.1:0 -u 127.0.0.1:1"));
          out(galopin.apply("create b -l 127.0.0.1:0 -u 127.0.0.1:1"));
          assertThat(galopin.apply("behavior get").exitCode()).isEqualTo(Command.FAILED);
          out(galopin.apply("behavior set hang --proxy b"));
          assertThat(out(galopin.apply("behavior get --proxy b"))).isEqualTo("hang");
          assertThat(out(galopin.apply("behavior get --proxy a"))).isEqualTo("dummy");
        });
  }

  @Test
  void setsAndSwitchesRules() {
    withServer(
        galopin -> {
          out(galopin.apply("create web -l 127.0.0.1:0 -u 127.0.0.1:1"));
          assertThat(out(galopin.apply("rules set web error hang")).lines())
              .containsExactly("rule-1\ton\t0\t0\t0\t0\terror\t", "rule-2\ton\t0\t0\t0\t0\thang");
          assertThat(out(galopin.apply("rules off web rule-2"))).startsWith("rule-2\toff\t");
          assertThat(out(galopin.apply("rules on web rule-2"))).startsWith("rule-2\ton\t");
          assertThat(galopin.apply("rules off web rule-3").err())
              .contains("rule not found: rule-3 (expected: one of rule-1, rule-2)");
          assertThat(galopin.apply("rules set web eror").err()).contains("expected: error?");
          assertThat(out(galopin.apply("rules show web")).lines()).hasSize(2);
          out(galopin.apply("rules set web"));
          assertThat(out(galopin.apply("rules show web"))).isEmpty();
        });
  }

  @Test
  void tellsWhatTheServerRefuses() {
    withServer(
        galopin -> {
          assertThat(galopin.apply("inspect web").err()).contains("galopin: proxy not found");
          out(galopin.apply("create web -l 127.0.0.1:0 -u 127.0.0.1:1"));
          Ran twice = galopin.apply("create web -l 127.0.0.1:0 -u 127.0.0.1:1");
          assertThat(twice.err()).contains("galopin: proxy already exists");
          assertThat(twice.exitCode()).isEqualTo(Command.FAILED);
          assertThat(galopin.apply("toxic add web -t lateness").err())
              .contains("galopin: invalid toxic type");
        });
  }
}
