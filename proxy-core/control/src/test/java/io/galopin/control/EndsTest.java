package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is set for a time, over the API. */
class EndsTest {

  private static final String SHORT = ", \"expires-in\": \"50 ms\", \"set-by\": \"ann@laptop\"}";
  private static final String LONG = ", \"expires_in\": \"1h\", \"set_by\": \"ann@laptop\"}";

  private final ControlRig rig = ControlRig.two().main("web").start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private static JsonNode ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
    return answer.json();
  }

  private List<String> ended() {
    List<String> ended = new ArrayList<>();
    for (JsonNode entry : rig.get("/journal").json().path("entries")) {
      if (entry.path("origin").asText().equals("end")) {
        ended.add(entry.path("proxy").asText() + ": " + entry.path("decision").asText());
      }
    }
    return ended;
  }

  private void awaitEnd(String expected) {
    await().atMost(Duration.ofMinutes(1)).until(() -> !ended().isEmpty());
    assertThat(ended()).containsExactly(expected);
  }

  private static void assertLong(JsonNode shown) {
    assertThat(shown.path("expires-in").asText()).as("%s", shown).matches("1 h|60 min|359\\d.*s");
    Instant since = Instant.parse(shown.path("set-at").asText());
    assertThat(Instant.parse(shown.path("expires-at").asText())).isEqualTo(since.plusSeconds(3600));
    assertThat(shown.path("set-by").asText()).isEqualTo("ann@laptop");
  }

  @Test
  void aToxicEnds() {
    ok(rig.post("/proxies/web/toxics", "{\"type\": \"latency\"" + SHORT));

    awaitEnd("web: toxic removed after 50 ms, set by ann@laptop");
    assertThat(rig.get("/proxies/web/toxics").json()).isEmpty();
  }

  @Test
  void aToxicShowsItsEndEverywhere() {
    assertLong(ok(rig.post("/proxies/web/toxics", "{\"type\": \"latency\"" + LONG)));

    assertLong(rig.get("/proxies/web/toxics").json().path(0));
    assertLong(rig.get("/proxies/web/toxics/latency_downstream").json());
    assertLong(rig.get("/proxies").json().at("/web/toxics/0"));
    String toxic = "/proxies/web/toxics/latency_downstream";
    assertLong(ok(rig.patch(toxic, "{\"attributes\": {\"latency\": 5}}")));
    assertThat(ok(rig.patch(toxic, "{\"expires-in\": \"never\"}")).has("expires-in")).isFalse();
    assertThat(rig.get(toxic).json().has("set-by")).isFalse();
  }

  @Test
  void aRuleEnds() {
    ok(
        rig.put(
            "/proxies/web/rules",
            "[\"a: error\", {\"name\": \"b\", \"behavior\": \"error\"" + SHORT + "]"));

    awaitEnd("web: rule removed after 50 ms, set by ann@laptop");
    assertThat(rig.get("/proxies/web/rules").json().at("/rules")).hasSize(1);
  }

  @Test
  void aRuleShowsItsEndAndWhatWasReadSetsTheSame() {
    ok(rig.put("/proxies/web/rules", "[\"a: error\", \"b: hang\"]"));
    assertLong(ok(rig.patch("/proxies/web/rules/b", "{\"weight\": 5" + LONG.replace('_', '-'))));

    JsonNode read = rig.get("/proxies/web/rules").json();
    assertLong(read.at("/rules/1"));
    JsonNode again = ok(rig.put("/proxies/web/rules", read.toString()));
    assertThat(again.at("/rules/1/expires-in").asText()).isNotEmpty();
    assertThat(again.at("/rules/0").has("expires-in")).isFalse();
    assertThat(ok(rig.put("/proxies/web/rules", "[\"a: error\", \"b: 5% hang\"]")).toString())
        .doesNotContain("expires-in");
  }

  @Test
  void aBehaviorEnds() {
    ok(rig.put("/behavior", "{\"name\": \"20:delay\"}"));
    ok(rig.put("/behavior", "{\"name\": \"error\", \"status\": 500" + SHORT));

    awaitEnd("web: behavior set back to 20:delay after 50 ms, set by ann@laptop");
    assertThat(rig.get("/behavior").text()).isEqualTo("{\"behavior\":\"20:delay\"}");
  }

  @Test
  void aBehaviorShowsItsEnd() {
    ok(rig.put("/behavior", "{\"name\": \"error\"" + LONG));

    assertLong(rig.get("/behavior").json());
    assertLong(rig.get("/proxies/web").json().path("mix"));
    assertLong(rig.get("/proxies/web/rules").json().path("mix"));
  }

  @Test
  void aDisabledProxyEnds() {
    ok(rig.patch("/proxies/web", "{\"enabled\": false" + SHORT));

    awaitEnd("web: enabled again after 50 ms, set by ann@laptop");
    assertThat(rig.get("/proxies/web").json().path("enabled").asBoolean()).isTrue();
  }

  @Test
  void aDisabledProxyShowsItsEndUntilSomebodyEnablesIt() {
    assertLong(ok(rig.patch("/proxies/web", "{\"enabled\": false" + LONG)));
    assertLong(ok(rig.patch("/proxies/web", "{\"enabled\": false}")));
    assertLong(rig.get("/proxies").json().path("web"));

    assertThat(ok(rig.patch("/proxies/web", "{\"enabled\": true}")).has("set-by")).isFalse();
  }

  @Test
  void populateTakesEndsAndSetsForGoodWhatItNames() {
    String web = rig.get("/proxies/web").json().toString();
    ok(rig.post("/proxies/db/toxics", "{\"type\": \"latency\"" + LONG));
    String db = rig.get("/proxies/db").json().toString();
    ok(rig.post("/proxies/web/toxics", "{\"type\": \"latency\"" + LONG));
    ok(rig.put("/behavior", "{\"name\": \"error\"" + LONG));

    JsonNode made = ok(rig.post("/populate", "[" + web + "," + db + "]")).path("proxies");

    assertThat(made.path(0).path("toxics")).isEmpty();
    assertLong(made.path(0).path("mix"));
    assertThat(made.at("/1/toxics/0/expires-in").asText()).isNotEmpty();
  }

  /** The same fields as in {@code PUT /proxies/web/rules}, in every call that takes a proxy. */
  @Test
  void rulesOfAWholeProxyHaveEnds() {
    String listed =
        "\"rules\": [{\"behavior\": \"error\"" + LONG.replace('_', '-') + ", \"hang\"]}";
    String made =
        "{\"name\": \"new\", \"listen\": \"127.0.0.1:0\", \"upstream\": \"127.0.0.1:9\", " + listed;

    ok(rig.post("/proxies", made));
    assertRulesHaveEnds("new");
    ok(rig.patch("/proxies/web", "{" + listed));
    assertRulesHaveEnds("web");
    ok(rig.post("/populate", "[" + made.replace("new", "newer") + "]"));
    assertRulesHaveEnds("newer");
    assertThat(rig.patch("/proxies/web", "{" + listed.replace("1h", "soon")).text())
        .contains("expires-in: soon");
    assertRulesHaveEnds("web");
  }

  private void assertRulesHaveEnds(String proxy) {
    JsonNode rules = rig.get("/proxies/" + proxy + "/rules").json().path("rules");
    assertLong(rules.path(0));
    assertThat(rules.path(1).has("expires-in")).isFalse();
  }

  @Test
  void resetDropsEnds() {
    ok(rig.post("/proxies/web/toxics", "{\"type\": \"latency\"" + LONG));
    ok(rig.patch("/proxies/web", "{\"enabled\": false" + LONG));
    assertThat(rig.post("/reset", "").status()).isEqualTo(204);

    assertThat(rig.get("/proxies/web").text()).doesNotContain("expires-in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "\"10\"", "\"soon\"", "\"0 s\"", "\"400 d\"", "true"})
  void aWrongEndIsRefusedAndChangesNothing(String wrong) {
    String end = "\"expires-in\": " + wrong + "}";
    String before = rig.get("/proxies").text();

    for (Answer answer :
        List.of(
            rig.post("/proxies/web/toxics", "{\"type\": \"latency\", " + end),
            rig.put("/proxies/web/rules", "[{\"behavior\": \"error\", " + end + "]"),
            rig.patch("/proxies/web", "{\"enabled\": false, " + end),
            rig.post(
                "/populate",
                "[{\"name\": \"web\", \"upstream\": \"a:1\", \"enabled\": false, " + end + "]"),
            rig.put("/behavior", "{\"name\": \"error\", " + end))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains("expires-in: ");
    }
    assertThat(rig.get("/proxies").text()).isEqualTo(before);
  }

  @Test
  void anEnabledProxyHasNoEnd() {
    Answer answer = rig.patch("/proxies/web", "{\"enabled\": true, \"expires-in\": \"1 h\"}");

    ToxiproxyRig.assertRefused(
        answer, 400, "bad request body: expires-in: given for an enabled proxy");
  }
}
