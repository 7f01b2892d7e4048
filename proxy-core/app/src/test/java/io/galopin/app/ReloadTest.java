package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.galopin.app.run.Ready;
import io.galopin.engine.Proxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the configuration of a running process again. */
class ReloadTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEB = "web { listen = LISTEN, upstream = BACKEND, protocol = http";
  private static final String ERROR = "rules = [\"when http.path=/bad error\"]";

  @TempDir private Path folder;
  private OkServer backend;

  @BeforeEach
  void start() throws IOException {
    backend = new OkServer();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  private Path write(String proxies) throws IOException {
    return RunHere.config(
        folder,
        ("proxies { " + proxies + " }")
            .replace("LISTEN", "\"127.0.0.1:0\"")
            .replace("BACKEND", "\"" + backend.address() + "\""));
  }

  private Ran run(String proxies, RunHere.Story story, String... more) throws IOException {
    return RunHere.with(write(proxies), story, more);
  }

  private static Proxy named(Ready ready, String name) {
    return ready.proxies().stream()
        .filter(proxy -> proxy.spec().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> reload(Ready ready) {
    return lines(RunHere.ask(ready, "POST", "/reload", ""));
  }

  private static List<String> lines(JsonNode answer) {
    return JSON.convertValue(
        answer.get("changed"),
        JSON.getTypeFactory().constructCollectionType(List.class, String.class));
  }

  @Test
  void changesProfilesOfTheFileAndNotThoseThatCallsHaveSet() throws IOException {
    String db = "db { listen = LISTEN, upstream = BACKEND }";
    run(
        WEB + ", profile = hut }, " + db + " }, profiles { hut.up.latency = 1 ms",
        ready -> {
          RunHere.call(ready, "PUT", "/proxies/db/profile", "{\"name\":\"hut\"}");
          try (Wire wire = Wire.to(named(ready, "web"))) {
            assertThat(wire.status("/")).isEqualTo(200);
            write(WEB + ", profile = hut }, " + db + " }, profiles { hut.up.latency = 2 ms");

            assertThat(reload(ready)).hasSize(1).allMatch(line -> line.startsWith("proxy web: "));
            assertThat(wire.status("/")).isEqualTo(200);
          }
          assertThat(latency(ready, "web")).isEqualTo("profile-latency-up 2");
          assertThat(latency(ready, "db")).isEqualTo("impair-profile-latency-up 1");

          RunHere.call(ready, "PUT", "/proxies/db/profile", "{\"name\":\"hut\"}");
          assertThat(latency(ready, "db")).isEqualTo("impair-profile-latency-up 2");

          write(WEB + ", profile = hat }, " + db + " }, profiles { hut.up.latency = 3 ms");
          HttpResponse<String> refused = RunHere.call(ready, "POST", "/reload", "");
          assertThat(refused.statusCode()).isEqualTo(400);
          assertThat(refused.body()).contains("hat (expected: hut? one of ");
          assertThat(latency(ready, "web")).isEqualTo("profile-latency-up 2");
        });
  }

  private static String latency(Ready ready, String proxy) {
    JsonNode toxic = RunHere.ask(ready, "GET", "/proxies/" + proxy + "/toxics", "").path(0);
    return toxic.path("name").asText() + " " + toxic.at("/attributes/latency").asText();
  }

  @Test
  void changesARuleAndKeepsConnections() throws IOException {
    run(
        WEB + " }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/bad")).isEqualTo(200);
            write(WEB + ", " + ERROR + " }");

            assertThat(reload(ready)).containsExactly("proxy web: rule rule-1: added");

            assertThat(wire.status("/bad")).isGreaterThanOrEqualTo(500);
            assertThat(reload(ready)).isEmpty();
            write(WEB + " }");
            assertThat(reload(ready)).containsExactly("proxy web: rule rule-1: removed");
            assertThat(wire.status("/bad")).isEqualTo(200);
          }
        });
  }

  @Test
  void keepsTheCountsOfARuleBehindANewOne() throws IOException {
    run(
        WEB + ", rules = [\"when http.path=/bad first 2 error\"] }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/bad")).isGreaterThanOrEqualTo(500);
            write(
                WEB
                    + ", rules = [\"when http.path=/no error\", \"when http.path=/bad first 2"
                    + " error\"] }");

            assertThat(reload(ready)).containsExactly("proxy web: rule rule-2: added");

            assertThat(wire.status("/no")).isGreaterThanOrEqualTo(500);
            assertThat(wire.status("/bad")).isGreaterThanOrEqualTo(500);
            assertThat(wire.status("/bad")).isEqualTo(200);
          }
        });
  }

  @Test
  void refusesAWrongFileAndChangesNothing() throws IOException {
    Ran ran =
        run(
            WEB + " }",
            ready -> {
              try (Wire wire = Wire.to(ready.proxies().get(0))) {
                write(WEB + ", " + ERROR + " }\ndb { listen = LISTEN, upstream = nowhere }");

                HttpResponse<String> reply = RunHere.call(ready, "POST", "/reload", "");

                assertThat(reply.statusCode()).isEqualTo(400);
                assertThat(reply.body())
                    .contains(
                        "nothing has changed: ", "upstream: nowhere (expected: ", "my.conf: 4");
                assertThat(wire.status("/bad")).isEqualTo(200);
                assertThat(RunHere.call(ready, "GET", "/proxies", "").body()).doesNotContain("db");
              }
            });

    assertThat(ran.err()).contains("nothing has changed: ", "my.conf: 4");
  }

  @Test
  void startsAndEndsProxiesAlsoAtTheSameAddress() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String here = WEB.replace("LISTEN", "\"127.0.0.1:" + port + "\"") + " }";
    run(
        here + ", other { listen = LISTEN, upstream = BACKEND, protocol = http }",
        ready -> {
          try (Wire other = Wire.to(named(ready, "other"))) {
            assertThat(other.status("/")).isEqualTo(200);
            write(
                here.replace("web", "shop")
                    + ", other { listen = LISTEN, upstream = BACKEND, protocol = http }");

            assertThat(reload(ready))
                .containsExactly(
                    "proxy shop: added, 127.0.0.1:" + port + " → " + backend.address(),
                    "proxy web: removed");

            assertThat(other.status("/")).isEqualTo(200);
            assertThat(RunHere.call(ready, "GET", "/proxies/web", "").statusCode()).isEqualTo(404);
            assertThat(RunHere.call(ready, "GET", "/proxies/shop", "").statusCode()).isEqualTo(200);
          }
        });
  }

  @Test
  void leavesWhatTheApiHasChanged() throws IOException {
    run(
        WEB + ", toxics { slow { type = latency, latency = 1 ms } } }",
        ready -> {
          RunHere.call(
              ready, "POST", "/proxies/web/toxics", "{\"name\":\"mine\",\"type\":\"noop\"}");
          RunHere.call(ready, "DELETE", "/proxies/web/toxics/slow", "");
          RunHere.call(
              ready,
              "POST",
              "/proxies",
              "{\"name\":\"more\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:9\"}");
          write(WEB + ", " + ERROR + ", toxics { slow { type = latency, latency = 1 ms } } }");

          assertThat(reload(ready)).containsExactly("proxy web: rule rule-1: added");

          String proxies = RunHere.call(ready, "GET", "/proxies", "").body();
          assertThat(proxies).contains("\"more\"", "\"mine\"").doesNotContain("\"slow\"");
          write(WEB + ", toxics { slow { type = latency, latency = 2 ms } } }");
          assertThat(reload(ready))
              .containsExactly("proxy web: rule rule-1: removed", "proxy web: toxic slow: added");
          assertThat(RunHere.call(ready, "GET", "/proxies/web/toxics", "").body())
              .contains("mine", "slow");
        });
  }

  @Test
  void keepsTheCommandLineOnTop() throws IOException {
    run(
        WEB + " }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/top")).isGreaterThanOrEqualTo(500);
            write(WEB + ", " + ERROR + " }");

            assertThat(reload(ready)).isEmpty();

            assertThat(wire.status("/top")).isGreaterThanOrEqualTo(500);
            assertThat(wire.status("/bad")).isEqualTo(200);
          }
        },
        "--rule",
        "when http.path=/top error");
  }

  @Test
  void saysWhatAppliesAtTheNextStart() throws IOException {
    run(
        WEB + " }",
        ready -> {
          Path file = write(WEB + " }");
          Files.writeString(
              file, Files.readString(file).replace("galopin {", "galopin { seed = 5,"));

          assertThat(reload(ready)).containsExactly("seed: changed; it applies at the next start");
          assertThat(
                  Ran.galopin("reload", "--host", "http:/" + ready.control().orElseThrow()).out())
              .isEqualToIgnoringNewLines("seed: changed; it applies at the next start");
        });
  }

  @Test
  void needsAFile() {
    Ran.command(
        new RunCommand(
            Map.of(),
            ready -> {
              HttpResponse<String> reply = RunHere.call(ready, "POST", "/reload", "");
              assertThat(reply.statusCode()).isEqualTo(409);
              assertThat(reply.body()).contains("--config FILE");
            }),
        "--proxy 127.0.0.1:0 --http --http-host 127.0.0.1 --http-port 0".split(" "));
  }

  @Test
  void reloadsWhenAWatchedFileChanges() throws IOException {
    run(
        WEB + " }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/bad")).isEqualTo(200);
            write(WEB + ", " + ERROR + " }");

            assertThat(Waiting.until(() -> wire.status("/bad") >= 500)).isTrue();
          }
        },
        "--watch");
  }

  @Test
  void reloadsAtAHangUp() throws IOException {
    assumeThat(ignoresHangUps()).isFalse();
    run(
        WEB + " }",
        ready -> {
          try (Wire wire = Wire.to(ready.proxies().get(0))) {
            assertThat(wire.status("/bad")).isEqualTo(200);
            write(WEB + ", " + ERROR + " }");

            String self = Long.toString(ProcessHandle.current().pid());
            assertThat(new ProcessBuilder("kill", "-HUP", self).start().waitFor()).isZero();

            assertThat(Waiting.until(() -> wire.status("/bad") >= 500)).isTrue();
          }
        });
  }

  /** As under nohup. */
  private static boolean ignoresHangUps() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) == 1);
  }

  @Test
  void hasNothingToWatchWithoutAFile() {
    Ran ran = Ran.galopin("--watch", "--proxy", "127.0.0.1:0");

    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "galopin: --watch: given without a file (expected: --config FILE, too)");
  }

  /** Each reload changes a rule, and starts or ends another proxy. */
  private void failsNoRequest(int reloads, int connections) throws IOException {
    run(
        WEB + " }",
        ready -> {
          AtomicBoolean over = new AtomicBoolean();
          AtomicInteger failures = new AtomicInteger();
          AtomicInteger requests = new AtomicInteger();
          List<Thread> clients = new ArrayList<>();
          for (int i = 0; i < connections; i++) {
            clients.add(new Thread(() -> ask(ready.proxies().get(0), over, requests, failures)));
          }
          clients.forEach(Thread::start);
          for (int i = 0; i < reloads; i++) {
            String more = i % 2 == 0 ? " }\nmore { listen = LISTEN, upstream = BACKEND }" : " }";
            write(WEB + ", rules = [\"when http.path=/" + i + " error\"]" + more);
            assertThat(reload(ready)).hasSizeGreaterThan(1);
          }
          over.set(true);
          for (Thread client : clients) {
            client.join();
          }
          assertThat(failures).hasValue(0);
          assertThat(requests).hasPositiveValue();
        });
  }

  private static void ask(
      Proxy proxy, AtomicBoolean over, AtomicInteger requests, AtomicInteger failures) {
    try (Wire wire = Wire.to(proxy)) {
      while (!over.get()) {
        if (wire.status("/") != 200) {
          failures.incrementAndGet();
          return;
        }
        requests.incrementAndGet();
      }
    } catch (IOException | RuntimeException failed) {
      failures.incrementAndGet();
    }
  }

  @Test
  void failsNoRequestOfAProxyThatStays() throws IOException {
    failsNoRequest(20, 16);
  }

  @Test
  @Tag("thorough")
  void failsNoRequestInAThousandReloads() throws IOException {
    failsNoRequest(1_000, 64);
  }
}
