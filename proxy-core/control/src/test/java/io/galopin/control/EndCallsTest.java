package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.control.ControlRig.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Renews the ends of changes. */
class EndCallsTest {

  private static final String ENDS = "/proxies/web/ends";
  private static final String ALL =
      """
      {"expires-in": "TIME", "ends": [
        {"kind": "toxic", "name": "slow"}, {"kind": "rule", "name": "r"}, {"kind": "behavior"},
        {"kind": "disabled"}, {"kind": "flap"}]}
      """;

  private final ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private void make(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private Answer renew(String time) {
    Answer answer = rig.put(ENDS, ALL.replace("TIME", time));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private void makeAll() {
    make(
        rig.post(
            "/proxies/web/toxics",
            "{\"name\": \"slow\", \"type\": \"latency\", \"expires-in\": \"1 h\"}"));
    make(
        rig.put(
            "/proxies/web/rules",
            "[{\"name\": \"r\", \"behavior\": \"error\", \"expires-in\": \"1 h\"}]"));
    make(rig.put("/proxies/web/behavior", "{\"name\": \"error\", \"expires-in\": \"1 h\"}"));
    make(rig.post("/proxies/web", "{\"enabled\": false, \"expires-in\": \"1 h\"}"));
    make(
        rig.put(
            "/proxies/web/flap", "{\"up\": \"1 h\", \"down\": \"1 h\", \"expires-in\": \"1 h\"}"));
  }

  @Test
  void everythingEndsAtItsNewEnd() {
    makeAll();

    assertThat(renew("30 ms").json().path("gone")).isEmpty();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> rig.get("/proxies/web").text().contains("\"enabled\":true"));
    await().atMost(Duration.ofMinutes(1)).until(() -> rig.get("/proxies/web/flap").status() == 404);
    assertThat(renew("1 h").json().path("gone")).hasSize(5);
    assertThat(rig.get("/proxies/web").text())
        .doesNotContain("slow", "expires-in", "\"name\":\"r\"");
  }

  @Test
  void whatSomebodyHasTakenBackStaysSo() {
    makeAll();
    make(rig.post("/proxies/web", "{\"enabled\": true}"));
    rig.delete("/proxies/web/toxics/slow");

    assertThat(renew("1 h").json().path("gone").toString())
        .isEqualTo("[{\"kind\":\"toxic\",\"name\":\"slow\"},{\"kind\":\"disabled\"}]");
    assertThat(rig.get("/proxies/web").text()).contains("\"enabled\":true");
  }

  @Test
  void whatHasNoEndGetsNone() {
    make(rig.post("/proxies/web/toxics", "{\"name\": \"slow\", \"type\": \"latency\"}"));

    assertThat(
            rig.put(
                    ENDS,
                    "{\"expires-in\": \"1 s\", \"ends\": [{\"kind\": \"toxic\", \"name\":"
                        + " \"slow\"}]}")
                .json()
                .path("gone"))
        .hasSize(1);
    assertThat(rig.get("/proxies/web/toxics").text()).doesNotContain("expires-in");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"ends": []}                               | expires-in: none (expected: a time
          {"expires-in": "never", "ends": []}        | expires-in: none (expected: a time
          {"expires-in": 7, "ends": []}              | expires-in: 7 (expected: a time with a unit
          {"expires-in": "1 s"}                      | empty (expected: a JSON array as ends)
          {"expires-in": "1 s", "ends": {}}          | object (expected: a JSON array as ends)
          {"expires-in": "1 s", "ends": [1]}         | ends: 1 (expected: a kind, one of toxic,
          {"expires-in": "1 s", "ends": [{"kind": "toxic"}]} | ends: {"kind":"toxic"} (expected: a kind
          {"expires-in": "1 s", "ends": [{"kind": "flap", "name": "a"}]} | ends: {"kind":"flap","name":"a"} (expe
          {"expires-in": "1 s", "ends": [], "set-by": "ann"} | set-by: unknown (expected: expires-in and ends)
          """)
  void whatIsWrongIsRefused(String body, String sentence) {
    ToxiproxyRig.assertRefused(rig.put(ENDS, body), 400, "bad request body: " + sentence);
  }

  @Test
  void anUnknownProxyIsNotFound() {
    assertThat(rig.put("/proxies/none/ends", ALL.replace("TIME", "1 s")).status()).isEqualTo(404);
  }
}
