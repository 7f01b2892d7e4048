package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VaurienCallsTest {

  private static final String OK = "{\"status\":\"ok\"}";

  private ControlRig rig;

  @BeforeEach
  void start() {
    rig = ControlRig.start();
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private static void assertOk(Answer answer) {
    assertThat(answer.text()).isEqualTo(OK);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/json");
  }

  private void assertShows(String behavior) {
    assertThat(rig.get("/behavior").text()).isEqualTo("{\"behavior\":\"" + behavior + "\"}");
  }

  /** The only error of a refused call. */
  private static void assertError(Answer answer, String name, String description) {
    assertThat(answer.text())
        .isEqualTo(
            Json.object()
                .put("status", "error")
                .set(
                    "errors",
                    Json.MAPPER
                        .createArrayNode()
                        .add(
                            Json.object()
                                .put("location", "body")
                                .put("name", name)
                                .put("description", description)))
                .toString());
    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void showsDummyAtFirst() {
    Answer answer = rig.get("/behavior");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"behavior\":\"dummy\"}");
  }

  @Test
  void namesAllBehaviorsSorted() {
    assertThat(rig.get("/behaviors").text())
        .isEqualTo("{\"behaviors\":[\"broken\",\"delay\",\"dummy\",\"error\",\"hang\",\"picky\"]}");
  }

  @Test
  void setsABehaviorWithOptions() {
    assertOk(rig.put("/behavior", "{\"name\": \"delay\", \"sleep\": 2}"));

    assertShows("delay");
    assertThat(rig.proxy("web").spec().rules()).hasToString("100:delay");
  }

  @Test
  void setsAMixWithNestedOptions() {
    assertOk(
        rig.put(
            "/behavior",
            "{\"name\":\"20:delay,5:error\",\"delay\":{\"sleep\":2},\"error\":{\"warmup\":1}}"));

    assertShows("20:delay,5:error");
  }

  @Test
  void setsOptionsThatTheProtocolHas() throws IOException {
    assertOk(
        rig.put(
            "/behavior",
            "{\"name\":\"error\",\"status\":503,\"headers\":{\"Retry-After\":5,\"X-A\":\"b\"}}"));

    assertThat(ControlRig.exchange(rig.connect("web"))).startsWith("HTTP/1.1 503 ");
    assertThat(rig.get("/proxies/web").json().at("/behaviors/error").toString())
        .isEqualTo(
            "{\"weight\":100,\"status\":503,\"headers\":{\"Retry-After\":\"5\",\"X-A\":\"b\"}}");
  }

  @Test
  void refusesPairsThatAreNoText() {
    assertError(
        rig.put("/behavior", "{\"name\":\"error\",\"headers\":{\"X-A\":[1]}}"),
        "headers.X-A",
        "headers.X-A: an array (expected: text, a number, true, or false)");
    assertError(
        rig.put("/behavior", "{\"name\":\"error\",\"status\":{\"a\":1}}"),
        "status",
        "status: an object (expected: a whole number from 200 to 599)");
  }

  @Test
  void setsDummy() {
    rig.put("/behavior", "{\"name\": \"hang\"}");

    assertOk(rig.put("/behavior", "{\"name\": \"dummy\"}"));

    assertShows("dummy");
    assertThat(rig.proxy("web").spec().rules().isEmpty()).isTrue();
  }

  @Test
  void governsTheNextExchangeOfAnOpenConnection() throws IOException {
    Socket socket = rig.connect("web");
    assertThat(ControlRig.exchange(socket)).isEqualTo("HTTP/1.1 200 OK");

    rig.put("/behavior", "{\"name\": \"error\"}");
    assertThat(ControlRig.exchange(socket)).startsWith("HTTP/1.1 50");

    rig.put("/behavior", "{\"name\": \"dummy\"}");
    assertThat(ControlRig.exchange(socket)).isEqualTo("HTTP/1.1 200 OK");
  }

  @Test
  void keepsTheOptionsThatABehaviorWasGiven() {
    assertOk(rig.put("/behavior", "{\"name\": \"picky\", \"count\": 7}"));
    assertOk(rig.put("/behavior", "{\"name\": \"dummy\"}"));

    assertError(
        rig.put("/behavior", "{\"name\": \"picky\", \"most\": 6}"),
        "most",
        "most: 6 (expected: not less than count)");
    assertOk(rig.put("/behavior", "{\"name\": \"picky\", \"most\": 7}"));
  }

  @Test
  void bringsADefaultBackWithNull() {
    rig.put("/behavior", "{\"name\": \"picky\", \"count\": 7}");

    assertOk(rig.put("/behavior", "{\"name\": \"picky\", \"count\": null, \"most\": 3}"));
  }

  @Test
  void forgetsTheOptionsOfARefusedChange() {
    rig.put("/behavior", "{\"name\": \"picky\", \"count\": 7, \"most\": 6}");

    assertOk(rig.put("/behavior", "{\"name\": \"picky\", \"most\": 6}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "\"yes\"", "\"on\""})
  void takesASwitchAsTruthOrText(String value) {
    assertOk(rig.put("/behavior", "{\"name\": \"picky\", \"loud\": " + value + "}"));
  }

  @Test
  void takesOptionsWithUnderscoresAndUnits() {
    assertOk(
        rig.put(
            "/behavior",
            "{\"name\":\"picky\",\"color\":\"dark_blue\",\"length\":\"64 KiB\",\"share\":0.25}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "5", "\"delay\"", "null", "{", "{\"name\"}", "{}{}", "nul", "{\"a\":1}"})
  void refusesABodyWithoutANameWithOneErrorWithoutAName(String body) {
    Answer answer = rig.put("/behavior", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("status").textValue()).isEqualTo("error");
    assertThat(answer.json().get("errors")).hasSize(1);
    assertThat(answer.json().at("/errors/0/name").textValue()).isEmpty();
    assertThat(answer.json().at("/errors/0/location").textValue()).isEqualTo("body");
    assertThat(answer.json().at("/errors/0/description").textValue()).isNotBlank();
    assertShows("dummy");
  }

  @Test
  void refusesAnUnknownBehavior() {
    assertError(
        rig.put("/behavior", "{\"name\": \"x\"}"), "name", "the 'x' behavior does not exist");
    assertError(
        rig.put("/behavior", "{\"name\": \"20:x,5:delay\"}"),
        "name",
        "the 'x' behavior does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'delay', 'sleep': -1} | sleep",
        "{'name': 'delay', 'sleep': [1]} | sleep",
        "{'name': 'delay', 'sleep': {'a': 1}} | sleep",
        "{'name': 'delay', 'slep': 1} | slep",
        "{'name': 'dummy', 'sleep': 1} | sleep",
        "{'name': 'hang', 'sleep': 1} | sleep",
        "{'name': '20:delay', 'delay': {'sleep': 'x'}} | sleep",
        "{'name': '20:delay', 'delay': 5} | delay",
        "{'name': '20:delay', 'error': {}} | error",
        "{'name': '20:delay', 'sleep': 1} | sleep",
        "{'name': '20:delay,20:delay'} | name",
        "{'name': '60:delay,50:error'} | name",
        "{'name': '0:delay'} | name",
        "{'name': 'delay,error'} | name",
        "{'name': 5} | name",
        "{'name': ''} | name",
        "{'name': 'broken'} | name"
      })
  void refusesWhatIsWrongAndNamesIt(String body, String name) {
    rig.put("/behavior", "{\"name\": \"30:hang\"}");

    Answer answer = rig.put("/behavior", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors")).hasSize(1);
    assertThat(answer.json().at("/errors/0/name").textValue()).isEqualTo(name);
    assertThat(answer.json().at("/errors/0/description").textValue()).isNotBlank();
    assertShows("30:hang");
  }

  @Test
  void saysAllThatIsWrongWithOptions() {
    Answer answer =
        rig.put("/behavior", "{\"name\": \"picky\", \"count\": 11, \"color\": \"green\"}");

    assertThat(answer.json().get("errors").findValuesAsText("description"))
        .containsExactly(
            "count: 11 (expected: a whole number from 0 to 10)",
            "color: green (expected: one of red, dark-blue)");
  }

  @Test
  void showsAndSetsTheBackend() throws IOException {
    assertThat(rig.get("/backend").text()).isEqualTo("{\"backend\":\"" + rig.backend() + "\"}");

    assertOk(rig.put("/backend", "{\"backend\": \"localhost:1\"}"));

    assertThat(rig.get("/backend").text()).isEqualTo("{\"backend\":\"localhost:1\"}");
    assertThat(ControlRig.exchange(rig.connect("web"))).startsWith("HTTP/1.1 502");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | ''",
        "[] | ''",
        "{'backend': null} | ''",
        "{'backend': 5} | backend",
        "{'backend': 'localhost'} | backend",
        "{'backend': 'localhost:0'} | backend",
        "{'backend': ':80'} | backend",
        "{'backend': 'a b:80'} | backend",
        "{'backend': 'localhost:80', 'port': 5} | port"
      })
  void refusesABackendThatIsNone(String body, String name) {
    Answer answer = rig.put("/backend", body.replace('\'', '"'));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors")).hasSize(1);
    assertThat(answer.json().at("/errors/0/name").textValue()).isEqualTo(name);
    assertThat(rig.get("/backend").text()).isEqualTo("{\"backend\":\"" + rig.backend() + "\"}");
  }
}
