package io.galopin.app;

import static io.galopin.app.ClientEndToEndTest.out;
import static io.galopin.app.ClientEndToEndTest.withServer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.app.console.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Impairments by command, at a real server. */
class ImpairTest {

  private static final String CREATE = "create %s -l 127.0.0.1:0 -u 127.0.0.1:1";

  /** The commands of the usual scripts, with their documented options. */
  private static final List<String> SCRIPTS =
      List.of(
          "impair latency 1500",
          "impair latency 100 --jitter 20 --direction down --for 1h",
          "impair clear latency",
          "impair timeout",
          "impair timeout --timeout-ms 30000 --timeout-stream both --for 1h",
          "impair timeout 2s --direction up",
          "impair clear timeout",
          "impair outage",
          "impair outage --for 1h",
          "impair clear outage",
          "impair bandwidth 256KB/s --for 1h",
          "impair clear bandwidth",
          "impair flap --mode refuse --up-ms 1 --down-ms 15000 --iterations 0 --detach",
          "impair flap --timeout-ms 30000 --timeout-stream both --for 1h --detach",
          "impair clear flap",
          "impair clear",
          "status");

  private static void withWeb(Consumer<Function<String, Ran>> scene) {
    withServer(
        galopin -> {
          out(galopin.apply(CREATE.formatted("web")));
          scene.accept(galopin);
        });
  }

  private static String toxics(Function<String, Ran> galopin) {
    return out(galopin.apply("inspect web"));
  }

  @Test
  void latencyIsSetUpdatedTurnedAndCleared() {
    withWeb(
        galopin -> {
          assertThat(out(galopin.apply("impair latency 1500 --by ann@laptop")))
              .isEqualTo("web: latency 1.5 s, up");
          assertThat(toxics(galopin))
              .isEqualTo("impair-latency-up\tlatency\tupstream\t1\tjitter=0,latency=1500");
          assertThat(out(galopin.apply("impair latency 2s --jitter 200 --direction both")))
              .isEqualTo("web: updated: latency 2 s, jitter 200 ms, both ways");
          assertThat(toxics(galopin).lines()).hasSize(2);
          assertThat(out(galopin.apply("impair latency 5 --direction down --for 1h")))
              .matches("web: updated: latency 5 ms, down; ends in (1 h|59 min.*)");
          assertThat(toxics(galopin))
              .isEqualTo("impair-latency-down\tlatency\tdownstream\t1\tjitter=0,latency=5");
          assertThat(out(galopin.apply("impair clear latency"))).isEqualTo("web: cleared latency");
          assertThat(out(galopin.apply("impair clear latency"))).isEqualTo("web: nothing to clear");
        });
  }

  @Test
  void anImpairmentEndsByItself() {
    withWeb(
        galopin -> {
          out(galopin.apply("impair timeout --for 200"));
          out(galopin.apply("impair bandwidth 2MB/s --for 200ms"));
          out(galopin.apply("impair outage --for 0.2s"));
          await()
              .atMost(Duration.ofMinutes(1))
              .untilAsserted(
                  () -> assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled"));
          assertThat(out(galopin.apply("journal")).lines().filter(line -> line.contains("\tend\t")))
              .hasSize(5);
        });
  }

  @Test
  void statusSaysSinceWhenUntilWhenAndByWhom() {
    withWeb(
        galopin -> {
          assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled");
          out(galopin.apply("impair latency 100 --for 2h --by ann@laptop"));
          out(galopin.apply("impair outage --by bob"));
          out(galopin.apply("toxic add web -t noop"));

          List<String> lines = out(galopin.apply("status")).lines().toList();

          assertThat(lines.get(0)).matches("web\tdisabled\toutage\t\\d+ m?s\t\tbob");
          assertThat(lines.get(1))
              .matches(
                  "web\tdisabled\tlatency upstream jitter=0,latency=100\t\\d+ m?s"
                      + "\t(2 h|1 h 59 min)\tann@laptop");
          assertThat(lines.get(2)).startsWith("web\tdisabled\tnoop downstream");
          assertThat(lines).hasSize(3);
        });
  }

  @Test
  void severalProxiesAreNamedOrAllMeant() {
    withWeb(
        galopin -> {
          out(galopin.apply(CREATE.formatted("db")));
          Ran none = galopin.apply("impair outage");
          assertThat(none.exitCode()).isEqualTo(Command.FAILED);
          assertThat(none.err()).contains("one or more of db, web; or --all");
          assertThat(galopin.apply("impair outage --proxy wev").err()).contains("expected: web? ");
          assertThat(out(galopin.apply("impair outage --all")).lines()).hasSize(2);
          assertThat(out(galopin.apply("impair clear --proxy web --proxy db")).lines())
              .containsExactly("web: cleared outage", "db: cleared outage");
        });
  }

  @Test
  void whatOthersHaveSetIsNotCleared() {
    withWeb(
        galopin -> {
          out(galopin.apply("toxic add web -t latency -a latency=1"));
          out(galopin.apply("toggle web"));
          out(galopin.apply("impair latency 100"));
          assertThat(out(galopin.apply("impair clear"))).isEqualTo("web: cleared latency");
          assertThat(toxics(galopin)).startsWith("latency_downstream");
          assertThat(out(galopin.apply("impair clear outage"))).isEqualTo("web: cleared outage");
        });
  }

  /** Twice each, in any order. In the end, nothing is left. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void scriptsMayRunInAnyOrderAndTwice(long seed) {
    withWeb(
        galopin -> {
          List<String> shuffled = new ArrayList<>(SCRIPTS);
          shuffled.addAll(SCRIPTS);
          Collections.shuffle(shuffled, new Random(seed));
          shuffled.forEach(script -> out(galopin.apply(script)));
          out(galopin.apply("impair clear all"));
          assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled");
        });
  }

  @Test
  void aFlapIsShownUntilItsLastCycle() {
    withWeb(
        galopin -> {
          List<String> said =
              out(galopin.apply("impair flap --up 300 --down 1s --iterations 1")).lines().toList();

          assertThat(said.get(0)).isEqualTo("web: flap, timeout, up 300 ms, down 1 s");
          assertThat(said).last().isEqualTo("web: flap ended");
          assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled");
        });
  }

  @Test
  void aDetachedFlapGoesOnUntilItIsCleared() {
    withWeb(
        galopin -> {
          String flap = "impair flap --mode refuse --up-ms 1 --down-ms 3600000 --detach";
          assertThat(out(galopin.apply(flap))).isEqualTo("web: flap, refuse, up 1 ms, down 1 h");
          assertThat(out(galopin.apply(flap + " --for 1h"))).startsWith("web: updated: flap");
          assertThat(out(galopin.apply("status"))).contains("flap refuse up 1 ms down 1 h\t");
          assertThat(out(galopin.apply("impair clear flap"))).isEqualTo("web: cleared flap");
          assertThat(out(galopin.apply("impair clear flap"))).isEqualTo("web: nothing to clear");
          assertThat(out(galopin.apply("status"))).isEqualTo("web\tenabled");
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          impair latency                        | TIME: missing
          impair latency soon                   | TIME: soon (expected: a duration from 0 s to
          impair latency 1.5                    | TIME: 1.5 (expected: whole milliseconds)
          impair latency -1                     | -1
          impair latency 5 --direction left     | --direction: left (expected: up, down or both)
          impair timeout 5 --timeout-ms 5       | --timeout-ms: given beside TIME
          impair bandwidth 256                  | RATE: 256 (expected: a rate in whole kilobytes
          impair bandwidth 10B/s                | RATE: 10B/s (expected: a rate
          impair outage --for 0                 | --for: 0 (expected: a duration from 1 ms to
          impair clear latncy                   | WHAT: latncy (expected: latency? one of
          impair outage --all --proxy web       | --all: given beside --proxy
          """)
  void whatIsWrongIsRefusedWithoutACall(String words, String sentence) {
    Ran ran = Ran.galopin((words + " --host 127.0.0.1:1").split(" "));

    assertThat(ran.exitCode()).isEqualTo(Command.WRONG);
    assertThat(ran.err()).contains(sentence);
  }
}
