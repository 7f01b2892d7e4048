package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Toxiproxy's calls about toxics. */
class ToxiproxyToxicsTest {

  private static final String TOXICS = "/proxies/web/toxics";

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @BeforeEach
  void create() {
    rig.create("web");
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latency|{\"latency\":0,\"jitter\":0}",
        "bandwidth|{\"rate\":0}",
        "slow_close|{\"delay\":0}",
        "timeout|{\"timeout\":0}",
        "reset_peer|{\"timeout\":0}",
        "limit_data|{\"bytes\":0}",
        "noop|{}",
        "quiet|{\"rate\":0}"
      })
  void addsAToxicWithDefaults(String type, String attributes) {
    Answer added = rig.post(TOXICS, "{\"type\":\"" + type + "\"}");

    assertThat(added.status()).isEqualTo(200);
    assertThat(added.text())
        .isEqualTo(
            "{\"attributes\":%s,\"name\":\"%s_downstream\",\"type\":\"%s\",\"stream\":\"downstream\",\"toxicity\":1}"
                .formatted(attributes, type, type));
    Answer shown = rig.get(TOXICS + "/" + type + "_downstream");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json()).isEqualTo(added.json());
    assertThat(rig.get(TOXICS).text()).isEqualTo("[" + added.text() + "]");
    assertThat(rig.get("/proxies/web").json().get("toxics").toString())
        .isEqualTo("[" + added.text() + "]");
  }

  @Test
  void takesAllThatIsGiven() {
    Answer added =
        rig.post(
            TOXICS,
            "{\"name\":\"cut\",\"type\":\"slicer\",\"stream\":\"UpStream\",\"toxicity\":0.25,"
                + "\"attributes\":{\"average_size\":10,\"size_variation\":2,\"delay\":30}}");

    assertThat(added.text())
        .isEqualTo(
            "{\"attributes\":{\"average_size\":10,\"size_variation\":2,\"delay\":30},\"name\":\"cut\","
                + "\"type\":\"slicer\",\"stream\":\"upstream\",\"toxicity\":0.25}");
  }

  @Test
  void isLenientAboutNamesAndNulls() {
    Answer added =
        rig.post(
            TOXICS,
            "{\"TYPE\":\"latency\",\"Stream\":null,\"toxicity\":null,\"name\":null,\"other\":[{}],"
                + "\"Attributes\":{\"LATENCY\":5,\"jitter\":null,\"unknown\":{}}}");

    assertThat(added.text())
        .isEqualTo(
            "{\"attributes\":{\"latency\":5,\"jitter\":0},\"name\":\"latency_downstream\","
                + "\"type\":\"latency\",\"stream\":\"downstream\",\"toxicity\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"latency\",\"stream\":\"sideways\"}|stream was invalid, can be either upstream or downstream",
        "{\"type\":\"latency\",\"stream\":\"\"}|stream was invalid, can be either upstream or downstream",
        "{\"type\":\"nonsense\"}|invalid toxic type",
        "{\"type\":\"\"}|invalid toxic type",
        "{}|invalid toxic type",
        "{\"type\":\"latency\",\"toxicity\":1.1}|bad request body: toxicity: 1.1 (expected: 0 to 1)",
        "{\"type\":\"latency\",\"toxicity\":-0.1}|bad request body: toxicity",
        "{\"type\":\"latency\",\"toxicity\":1e400}|bad request body: toxicity",
        "{\"type\":\"latency\",\"toxicity\":\"1\"}|bad request body: toxicity",
        "{\"type\":\"latency\",\"attributes\":[]}|bad request body: attributes",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":-1}}|bad request body: attributes.latency: -1",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":\"100\"}}|bad request body: attributes.latency: \"100\"",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":1.5}}|bad request body: attributes.latency: 1.5",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":true}}|bad request body: attributes.latency: true",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":{}}}|bad request body: attributes.latency",
        "{\"type\":\"latency\",\"attributes\":{\"latency\":1e30}}|bad request body: attributes.latency",
        "{\"type\":\"bandwidth\",\"attributes\":{\"rate\":-1}}|bad request body: attributes.rate",
        "{\"type\":\"limit_data\",\"attributes\":{\"bytes\":-1}}|bad request body: attributes.bytes",
        "{\"type\":\"slow_close\",\"attributes\":{\"delay\":-1}}|bad request body: attributes.delay",
        "{\"type\":\"reset_peer\",\"attributes\":{\"timeout\":-1}}|bad request body: attributes.timeout",
        "{\"type\":\"slicer\"}|bad request body: average-size: missing",
        "{\"type\":\"slicer\",\"attributes\":{\"average_size\":0}}|bad request body: attributes.average-size: 0",
        "{\"name\":\"a/b\",\"type\":\"noop\"}|bad request body: name",
        "[]|bad request body: array (expected: a JSON object)",
        "{\"type\":|bad request body: "
      })
  void refusesAToxicThatIsWrong(String body, String start) {
    assertRefused(rig.post(TOXICS, body), 400, start);
    assertThat(rig.get(TOXICS).text()).isEqualTo("[]");
  }

  @Test
  void refusesANameThatIsTakenWhateverTheStream() {
    rig.add("web", "{\"type\":\"noop\",\"name\":\"x\"}");

    Answer refused =
        rig.post(TOXICS, "{\"type\":\"latency\",\"name\":\"x\",\"stream\":\"upstream\"}");

    assertThat(refused.text()).isEqualTo("{\"error\":\"toxic already exists\",\"status\":409}");
    assertThat(refused.status()).isEqualTo(409);
  }

  @Test
  void showsUpstreamToxicsFirstThenDownstreamInOrderOfCreation() {
    for (String[] toxic :
        new String[][] {
          {"d2", "downstream"}, {"u2", "upstream"}, {"d1", "downstream"}, {"u1", "upstream"}
        }) {
      rig.add(
          "web",
          "{\"type\":\"noop\",\"name\":\"%s\",\"stream\":\"%s\"}".formatted((Object[]) toxic));
    }

    assertThat(rig.get(TOXICS).json())
        .extracting(toxic -> toxic.get("name").textValue())
        .containsExactly("u2", "u1", "d2", "d1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH"})
  void changesWhatIsNamed(String method) {
    rig.add(
        "web",
        "{\"type\":\"latency\",\"name\":\"x\",\"attributes\":{\"latency\":10,\"jitter\":3}}");

    Answer changed =
        rig.control.call(
            method,
            TOXICS + "/x",
            "{\"name\":\"y\",\"type\":\"noop\",\"stream\":\"upstream\",\"toxicity\":0.5,"
                + "\"attributes\":{\"latency\":20}}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text())
        .isEqualTo(
            "{\"attributes\":{\"latency\":20,\"jitter\":3},\"name\":\"x\",\"type\":\"latency\","
                + "\"stream\":\"downstream\",\"toxicity\":0.5}");
    assertThat(rig.get(TOXICS + "/x").json()).isEqualTo(changed.json());
    Answer again = rig.control.call(method, TOXICS + "/x", "{\"attributes\":{\"latency\":null}}");
    assertThat(again.json()).isEqualTo(changed.json());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"toxicity\":2}",
        "{\"toxicity\":true}",
        "{\"attributes\":{\"latency\":-5}}",
        "{\"attributes\":{\"latency\":\"5\"}}",
        "{\"attributes\":7}",
        "[1]",
        ""
      })
  void refusesAChangeThatIsWrong(String body) {
    rig.add("web", "{\"type\":\"latency\",\"name\":\"x\",\"attributes\":{\"latency\":10}}");
    JsonNode before = rig.get(TOXICS + "/x").json();

    assertRefused(rig.post(TOXICS + "/x", body), 400, "bad request body: ");
    assertThat(rig.get(TOXICS + "/x").json()).isEqualTo(before);
  }

  @Test
  void removesAToxic() {
    rig.add("web", "{\"type\":\"noop\",\"name\":\"x\"}");
    rig.add("web", "{\"type\":\"noop\",\"name\":\"y\"}");

    Answer removed = rig.control.delete(TOXICS + "/x");

    assertThat(removed.status()).isEqualTo(204);
    assertThat(removed.response().body()).isEmpty();
    assertThat(rig.get(TOXICS).json())
        .extracting(toxic -> toxic.get("name").textValue())
        .containsExactly("y");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PATCH", "DELETE"})
  void saysThatThereIsNoSuchToxic(String method) {
    Answer answer = rig.control.call(method, TOXICS + "/x", "no JSON");

    assertThat(answer.text()).isEqualTo("{\"error\":\"toxic not found\",\"status\":404}");
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aTimeMayBeATextWithItsUnit() {
    rig.add("web", "{\"type\":\"latency\",\"name\":\"x\",\"attributes\":{\"latency\":\"1.5 s\"}}");

    assertThat(rig.get(TOXICS + "/x").json().at("/attributes/latency").intValue()).isEqualTo(1500);
  }
}
