package io.galopin.app;

import static io.galopin.app.ClientEndToEndTest.out;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.galopin.app.demo.DemoBackend;
import io.galopin.app.run.Ready;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The eight scripts that people come from, as processes that end before they are done: by Ctrl-C
 * and by SIGKILL, at any of their calls. What has an end must end all the same.
 */
class StagingScriptsIT {

  private static final List<String> SHORT_FLAPS =
      List.of(
          "impair flap --mode refuse --up-ms 20 --down-ms 50 --iterations 0",
          "impair flap --mode timeout --up-ms 20 --down-ms 50 --timeout-ms 30000"
              + " --timeout-stream both --iterations 50");

  /** With the options that the scripts document. */
  private static final List<String> SCRIPTS =
      List.of(
          "impair latency 1500",
          "impair latency 1500 --jitter 200 --direction both",
          "impair clear latency",
          "impair timeout --timeout-ms 30000 --timeout-stream both",
          "impair clear timeout",
          "impair outage",
          "impair clear outage",
          "impair flap",
          SHORT_FLAPS.get(0),
          SHORT_FLAPS.get(1),
          "status");

  private static final long FIRST_SEED = 2;
  private static final long LAST_SEED = 6;
  private static final Duration NO_MORE_AFTER = Duration.ofMinutes(1);
  private static final String FOR = " --for 700";
  private static final int LAST_CALL = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Play(String words, Ending ending) {}

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private LeanJava java;
  private final Map<Ending, Integer> endedEarly = new EnumMap<>(Ending.class);

  @BeforeEach
  void learn() throws Exception {
    java = new LeanJava(folder);
    Process command =
        Ending.start(
            java.first(Main.class.getName(), "impair", "flap", "--host", "http://127.0.0.1:1"));
    command.getInputStream().transferTo(OutputStream.nullOutputStream());
    command.waitFor();
  }

  private interface Scene {
    void play(String url) throws Exception;
  }

  /** Runs one proxy in front of a backend that answers. */
  private void withProxy(String more, Scene scene) throws IOException {
    try (DemoBackend backend = new DemoBackend()) {
      Path config =
          Files.writeString(
              folder.resolve("my.conf"),
              """
              galopin {
                http { enabled = true, host = "127.0.0.1", port = 0 }
                proxies { web { listen = "127.0.0.1:0", upstream = "%s" } }
                %s
              }
              """
                  .formatted(backend.address(), more));
      Ran ran =
          Ran.command(
              new RunCommand(Map.of(), ready -> play(scene, ready)), "--config", config.toString());
      assertThat(ran.exitCode()).as(ran.err()).isZero();
    }
  }

  private static void play(Scene scene, Ready ready) {
    try {
      scene.play("http:/" + ready.control().orElseThrow());
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static List<Play> shuffled(List<String> scripts, Random random) {
    List<Play> plays = new ArrayList<>();
    for (String words : scripts) {
      for (Ending ending : Ending.values()) {
        plays.add(new Play(words, ending));
      }
    }
    Collections.shuffle(plays, random);
    return plays;
  }

  /**
   * Runs a command until one of its calls, before or after the server gets it, and ends it then.
   */
  private void play(Play play, CallTap tap, Random random) throws Exception {
    int last = random.nextInt(LAST_CALL + 1);
    boolean before = random.nextBoolean();
    Process[] command = new Process[1];
    boolean[] ended = new boolean[1];
    synchronized (command) {
      tap.tell(
          new CallTap.Ear() {
            @Override
            public void before(int call) {
              at(call, before);
            }

            @Override
            public void after(int call) {
              at(call, !before);
            }

            private void at(int call, boolean here) {
              if (call == last && here) {
                synchronized (command) {
                  ended[0] = true;
                  play.ending().of(command[0]);
                }
              }
            }
          });
      String words = play.words() + " --host " + tap.url();
      command[0] = Ending.start(java.next(Main.class.getName(), words.split(" ")));
    }
    String said = new String(command[0].getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = command[0].waitFor();
    tap.awaitQuiet();
    if (ended[0]) {
      endedEarly.merge(play.ending(), 1, Integer::sum);
    } else {
      assertThat(exitCode).as("%s: %s", play.words(), said).isZero();
    }
  }

  private JsonNode get(String url) throws IOException, InterruptedException {
    return JSON.readTree(
        client
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
            .body());
  }

  private void assertTrafficPasses(String url) throws IOException, InterruptedException {
    String listen = get(url + "/proxies/web").path("listen").asText();
    assertThat(
            client
                .send(
                    HttpRequest.newBuilder(URI.create("http://" + listen + "/"))
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                    BodyHandlers.ofString())
                .body())
        .startsWith("Hello");
  }

  private static String status(String url) {
    return out(Ran.galopin("status", "--host", url));
  }

  private void assertBothHaveEnded() {
    assertThat(endedEarly.keySet()).containsExactlyInAnyOrder(Ending.values());
  }

  /** The server has an end for everything, so nothing needs to be cleared. */
  private void everythingEnds(long seed) throws IOException {
    withProxy(
        "impair { max = 1500 ms }",
        url -> {
          Random random = new Random(seed);
          try (CallTap tap = new CallTap(url, false)) {
            for (Play play : shuffled(SCRIPTS, random)) {
              boolean sets = !play.words().matches("impair clear.*|status");
              String end = sets && random.nextBoolean() ? FOR : "";
              play(new Play(play.words() + end, play.ending()), tap, random);
            }
          }
          assertBothHaveEnded();
          await().atMost(PATIENCE).until(() -> status(url).equals("web\tenabled"));
          assertTrafficPasses(url);
          assertThat(out(Ran.galopin("journal", "--host", url))).contains("\tend\t");
        });
  }

  /** What has no end stays until it is cleared; what has one, or a command behind it, does not. */
  private void onlyWhatHasNoEndStays(long seed) throws IOException {
    withProxy(
        "",
        url -> {
          Random random = new Random(seed);
          try (CallTap tap = new CallTap(url, false)) {
            for (Play play : shuffled(SCRIPTS, random)) {
              play(play, tap, random);
            }
            play(new Play("impair flap --up-ms 1 --down-ms 3600000", Ending.SIGKILL), tap, random);
          }
          assertBothHaveEnded();
          await()
              .atMost(PATIENCE)
              .until(
                  () -> {
                    JsonNode web = get(url + "/proxies/web");
                    return web.findValues("expires-in").isEmpty() && !web.has("flap");
                  });
          assertThat(status(url)).doesNotContain("flap");
          out(Ran.galopin("impair", "clear", "--host", url));
          assertThat(status(url)).isEqualTo("web\tenabled");
          assertTrafficPasses(url);
        });
  }

  /** Nobody there keeps ends, so only SIGKILL leaves something of a flap. Then clear removes it. */
  private void atAToxiproxy(long seed, List<String> scripts) throws IOException {
    withProxy(
        "",
        url -> {
          Random random = new Random(seed);
          try (CallTap tap = new CallTap(url, true)) {
            for (Play play : shuffled(scripts, random)) {
              if (play.words().startsWith("impair flap")) {
                out(Ran.galopin("impair", "clear", "--host", tap.url()));
              }
              play(play, tap, random);
              if (play.words().startsWith("impair flap") && play.ending() == Ending.CTRL_C) {
                assertThat(status(url)).as(play.words()).isEqualTo("web\tenabled");
              }
            }
            assertBothHaveEnded();
            out(Ran.galopin("impair", "clear", "--host", tap.url()));
            assertThat(status(url)).isEqualTo("web\tenabled");
            assertTrafficPasses(url);
          }
        });
  }

  @Test
  void scriptsThatAreEndedLeaveNothingBehind() throws IOException {
    everythingEnds(1);
  }

  @Test
  void scriptsThatAreEndedLeaveNothingBehindAtAToxiproxy() throws IOException {
    atAToxiproxy(1, SHORT_FLAPS);
  }

  /** As many seeds as there is time for, but one in any case. */
  @Test
  @Tag("thorough")
  void scriptsThatAreEndedLeaveNothingBehindInAnyOrder() throws IOException {
    List<String> brief = new ArrayList<>(SCRIPTS);
    // It would wait 15 s for its next call.
    brief.remove("impair flap");
    long begun = System.nanoTime();
    for (long seed = FIRST_SEED;
        seed <= LAST_SEED
            && (seed == FIRST_SEED || System.nanoTime() - begun < NO_MORE_AFTER.toNanos());
        seed++) {
      everythingEnds(seed);
      atAToxiproxy(seed, brief);
      onlyWhatHasNoEndStays(seed);
    }
  }
}
