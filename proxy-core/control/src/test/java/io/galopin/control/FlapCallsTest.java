package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A proxy that comes and goes, as its clients and callers see it. */
class FlapCallsTest {

  private static final String FLAP = "/proxies/web/flap";

  private final ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private JsonNode start(String body) {
    Answer answer = rig.put(FLAP, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private void awaitPeriod(String period) {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> rig.get(FLAP).json().path("period").asText().equals(period));
  }

  private void awaitEnd() {
    await().atMost(Duration.ofMinutes(1)).until(() -> rig.get(FLAP).status() == 404);
    assertThat(rig.get("/proxies/web").text()).contains("\"enabled\":true").doesNotContain("flap");
    assertThat(rig.get("/proxies/web/toxics").json()).isEmpty();
  }

  @Test
  void clientsAreRefusedInDownPeriods() throws IOException {
    Socket open = rig.connect("web");
    start("{\"mode\": \"refuse\", \"up\": \"1 ms\", \"down\": \"1 h\", \"set-by\": \"ann\"}");
    awaitPeriod("down");

    assertThat(open.getInputStream().read()).isEqualTo(-1);
    assertThat(rig.proxy("web").address()).isEmpty();
    assertThat(rig.delete(FLAP).status()).isEqualTo(204);
    assertThatCode(() -> rig.connect("web")).doesNotThrowAnyException();
    assertThat(rig.delete(FLAP).status()).isEqualTo(204);
    awaitEnd();
  }

  @Test
  void aProxyThatSomebodyElseDisablesMeanwhileStaysDisabled() {
    start("{\"mode\": \"refuse\", \"up\": \"1 ms\", \"down\": \"1 h\"}");
    awaitPeriod("down");

    assertThat(rig.patch("/proxies/web", "{\"enabled\": false}").status()).isEqualTo(200);
    assertThat(rig.delete(FLAP).status()).isEqualTo(204);

    assertThat(rig.get("/proxies/web").text()).contains("\"enabled\":false");
    assertThat(rig.proxy("web").address()).isEmpty();
  }

  @Test
  void dataIsDroppedAndConnectionsClosedInDownPeriods() throws IOException {
    start("{\"up\": \"1 ms\", \"down\": \"1 h\", \"timeout\": \"50 ms\"}");
    awaitPeriod("down");

    Socket client = rig.connect("web");
    client
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(client.getInputStream().read()).isEqualTo(-1);
    rig.delete(FLAP);
    assertThat(ControlRig.exchange(rig.connect("web"))).startsWith("HTTP/1.1 200");
    awaitEnd();
  }

  @Test
  void itEndsAfterItsIterationsAndTheJournalSaysSo() {
    JsonNode flap =
        start("{\"up\": \"20 ms\", \"down\": \"20 ms\", \"iterations\": 3, \"set-by\": \"ann\"}");

    assertThat(flap.path("period").asText()).isEqualTo("up");
    assertThat(flap.path("set-by").asText()).isEqualTo("ann");
    awaitEnd();
    assertThat(rig.get("/journal").text())
        .contains("\"decision\":\"flap ended (timeout, 3 whole cycles), set by ann\"");
  }

  @Test
  void itEndsIfNobodyRenewsIt() {
    start("{\"up\": \"1 ms\", \"down\": \"1 h\", \"lease\": \"1 s\"}");
    Answer renewed = rig.put(FLAP + "/lease", "{\"lease\": \"1.2 s\"}");

    assertThat(renewed.json().path("lease").asText()).isEqualTo("1.2 s");
    awaitEnd();
    assertThat(rig.put(FLAP + "/lease", "{\"lease\": \"1 s\"}").status()).isEqualTo(404);
  }

  /** Whoever has started a flap takes back only this one. */
  @Test
  void aFlapWithAnIdIsNotTakenForTheOneThatReplacesIt() {
    start("{\"mode\": \"refuse\", \"up\": \"1 ms\", \"down\": \"1 h\", \"id\": \"first\"}");
    JsonNode second = start("{\"up\": \"1 h\", \"id\": \"second\", \"set-by\": \"bob\"}");
    assertThat(second.path("id").asText()).isEqualTo("second");

    Answer renewed = rig.put(FLAP + "/lease", "{\"lease\": \"1 s\", \"id\": \"first\"}");
    assertThat(renewed.status()).isEqualTo(404);
    assertThat(renewed.text()).contains("it has been replaced");
    assertThat(rig.delete(FLAP + "?id=first").status()).isEqualTo(404);
    assertThat(rig.get(FLAP).json().path("set-by").asText()).isEqualTo("bob");
    assertThat(rig.get(FLAP).json().has("lease")).isFalse();

    assertThat(rig.delete(FLAP + "?id=second").status()).isEqualTo(204);
    assertThat(rig.delete(FLAP + "?id=second").status()).isEqualTo(404);
    awaitEnd();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": ""}              | id:  (expected: a text of 1 to 64 characters)
          {"id": 5}               | id: 5 (expected: a text of 1 to 64 characters)
          {"mode": "down"}        | mode: down (expected: refuse or timeout)
          {"up": 5}               | up: 5 (expected: a time with a unit
          {"down": "2 d"}         | down: 48 h (expected: 1 ms to 1 d)
          {"stream": "up"}        | stream: up (expected: upstream, downstream or both)
          {"iterations": "5"}     | iterations: 5 (expected: a whole number
          {"iteration": 5}        | iteration: unknown (expected: iterations? one of
          {"lease": "1 ms"}       | lease: 1 ms (expected: 1 s to 1 h)
          {"expires-in": 7}       | expires-in: 7 (expected: a time with a unit
          """)
  void whatIsWrongIsRefused(String body, String sentence) {
    ToxiproxyRig.assertRefused(rig.put(FLAP, body), 400, "bad request body: " + sentence);
    assertThat(rig.get(FLAP).status()).isEqualTo(404);
  }
}
