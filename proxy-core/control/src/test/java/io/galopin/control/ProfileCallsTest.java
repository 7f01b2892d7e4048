package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileCallsTest {

  private static final String PROFILE = "/proxies/web/profile";

  private final ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private JsonNode set(String body) {
    Answer answer = rig.put(PROFILE, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private List<String> toxics() {
    List<String> toxics = new ArrayList<>();
    for (JsonNode toxic : rig.get("/proxies/web/toxics").json()) {
      toxics.add(toxic.path("name").asText() + " " + toxic.path("attributes"));
    }
    return toxics;
  }

  @Test
  void aProfileIsSetReplacedAndRemoved() {
    rig.post("/proxies/web/toxics", "{\"type\": \"slow_close\", \"name\": \"mine\"}");
    JsonNode made = set("{\"name\": \"3g\", \"set-by\": \"ann\"}");
    assertThat(made.path("name").asText()).isEqualTo("3g");
    assertThat(made.path("set-by").asText()).isEqualTo("ann");
    assertThat(rig.get("/proxies/web").json().path("profile").path("name").asText())
        .isEqualTo("3g");
    List<String> threeG = toxics();
    assertThat(threeG)
        .containsExactly(
            "impair-profile-bandwidth-up {\"rate\":96,\"packet\":1460}",
            "impair-profile-latency-up {\"latency\":0,\"jitter\":0,\"p50\":150,\"p99\":500}",
            "impair-profile-loss-up {\"chance\":0.002,\"timeout\":500,\"longest\":60000}",
            "mine {\"delay\":0}",
            "impair-profile-bandwidth-down {\"rate\":200,\"packet\":1460}",
            "impair-profile-latency-down {\"latency\":0,\"jitter\":0,\"p50\":150,\"p99\":500}",
            "impair-profile-loss-down {\"chance\":0.002,\"timeout\":500,\"longest\":60000}");

    set("{\"name\": \"3g\"}");
    assertThat(toxics()).isEqualTo(threeG);
    String bandwidth = "/proxies/web/toxics/impair-profile-bandwidth-up";
    rig.post(bandwidth, "{\"toxicity\": 0.5, \"attributes\": {\"rate\": 7}}");
    assertThat(rig.get(bandwidth).text()).contains("0.5", "7");
    set("{\"name\": \"3g\"}");
    assertThat(toxics()).isEqualTo(threeG);
    assertThat(rig.get(bandwidth).text()).contains("\"toxicity\":1");
    set("{\"name\": \"cable\"}");
    assertThat(toxics()).hasSize(5).contains("mine {\"delay\":0}");

    assertThat(rig.delete(PROFILE).status()).isEqualTo(204);
    assertThat(toxics()).containsExactly("mine {\"delay\":0}");
    assertThat(rig.get(PROFILE).status()).isEqualTo(404);
    assertThat(rig.delete(PROFILE).status()).isEqualTo(204);
    assertThat(rig.get("/proxies/web").text()).doesNotContain("profile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\": \"3h\"}", "{\"name\": \"../x\"}", "{\"name\": \"\"}"})
  void anUnknownNameIsRefusedWithThoseThatAreKnown(String body) {
    Answer answer = rig.put(PROFILE, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("profile: ").contains("one of 3g, 3g-fast, ");
    assertThat(toxics()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": 3}",
        "{\"name\": \"3g\", \"expires\": \"1s\"}",
        "{\"name\": \"3g\", \"expires-in\": 5}"
      })
  void aWrongBodyIsRefused(String body) {
    assertThat(rig.put(PROFILE, body).status()).isEqualTo(400);
    assertThat(toxics()).isEmpty();
  }

  @Test
  void aProfileIsRemovedAtItsEnd() {
    set("{\"name\": \"edge\", \"set-by\": \"ann\", \"expires-in\": \"200 ms\"}");

    await().atMost(Duration.ofMinutes(1)).until(() -> rig.get(PROFILE).status() == 404);
    assertThat(toxics()).isEmpty();
    assertThat(rig.get("/journal").text())
        .contains("\"decision\":\"profile edge removed after 200 ms, set by ann\"");
  }

  @Test
  void bytesThatWaitArriveWhenItIsRemoved() throws Exception {
    // A long way to go for each byte: whoever gets a reply in this test got it by the removal.
    rig.post(
        "/proxies/web/toxics",
        "{\"type\": \"latency\", \"name\": \"impair-profile-latency-up\", \"stream\":"
            + " \"upstream\", \"attributes\": {\"latency\": 86400000}}");
    try (Socket client = rig.connect("web")) {
      CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> exchanged(client));
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> rig.get("/journal").text().contains("impair-profile-latency-up"));
      assertThat(reply).isNotDone();

      rig.delete(PROFILE);

      assertThat(reply.get(1, TimeUnit.MINUTES)).startsWith("HTTP/1.1 200");
    }
  }

  private static String exchanged(Socket client) {
    try {
      return ControlRig.exchange(client);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Test
  void connectionsGoOnWhileProfilesComeAndGo() throws Exception {
    set("{\"name\": \"very-bad\"}");
    try (Socket client = rig.connect("web")) {
      for (String name : List.of("very-bad", "satellite", "very-bad", "gprs", "fiber")) {
        CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> exchanged(client));
        set("{\"name\": \"" + name + "\"}");
        rig.delete(PROFILE);
        assertThat(reply.get(1, TimeUnit.MINUTES)).startsWith("HTTP/1.1 200");
      }
    }
  }

  @Test
  void allProfilesAreListedWithTheirFigures() {
    JsonNode profiles = rig.get("/profiles").json().path("profiles");

    assertThat(profiles).hasSizeGreaterThan(10);
    assertThat(profiles.get(0).toString())
        .isEqualTo(
            "{\"name\":\"3g\",\"description\":\"a phone with 3G\",\"source\":\"WebPageTest,"
                + " connectivity 3G: 1600/768 kbit/s, round trip 300 ms\",\"up\":{\"p50\":\"150"
                + " ms\",\"p99\":\"500 ms\",\"bandwidth\":\"768 kbit/s\",\"rate\":96,\"loss\":"
                + "\"0.2%\"},\"down\":{\"p50\":\"150 ms\",\"p99\":\"500 ms\",\"bandwidth\":\"1600"
                + " kbit/s\",\"rate\":200,\"loss\":\"0.2%\"}}");
  }
}
