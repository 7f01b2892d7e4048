package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.RuleSet;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules, and what draws are keyed by, as fields of proxies; conditions and triggers of toxics. */
class RulesOfProxiesTest {

  private static final String RULE = "\"rules\": [\"when exchange=2 error\"]";

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private RuleSet rules(String proxy) {
    return find(proxy).rules();
  }

  private ProxySpec find(String proxy) {
    return rig.control.engine.proxies().stream()
        .map(Proxy::spec)
        .filter(spec -> spec.name().equals(proxy))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void comeWithAProxy() {
    JsonNode made = rig.create("a", ", \"behaviors\": \"5:delay\", " + RULE);

    assertThat(made.at("/rules/0/when").textValue()).isEqualTo("exchange=2");
    assertThat(rules("a")).hasToString("when exchange=2 error; 5:delay");
  }

  @Test
  void aProxySaysWhatItsProtocolEdits() {
    String http = ", \"protocol\": {\"name\": \"http\", \"overwrite-host-header\": \"%s\"}";

    assertThat(rig.create("a", http.formatted("true")).at("/edits/0").textValue())
        .isEqualTo("the Host header becomes the backend's address");
    assertThat(rig.create("b", http.formatted("false")).has("edits")).isFalse();
    assertThat(rig.create("c").has("edits")).isFalse();
  }

  @Test
  void areNotShownWhereThereAreNone() {
    assertThat(rig.create("a").has("rules")).isFalse();
    assertThat(rig.create("b").has("draw-by")).isFalse();
  }

  @Test
  void stayWhenOthersAreChanged() {
    rig.create("a", ", " + RULE);
    RuleSet before = rules("a");

    rig.post("/proxies/a", "{\"enabled\": false}");
    rig.post("/populate", "[" + rig.entry("a", ", " + RULE).replace("127.0.0.1:0", listen()) + "]");

    assertThat(rules("a")).isSameAs(before);
    rig.post("/proxies/a", "{\"behaviors\": \"5:delay\"}");
    assertThat(rules("a")).hasToString("when exchange=2 error; 5:delay");
    assertThat(rules("a").rules().get(0)).isSameAs(before.rules().get(0));
  }

  private String listen() {
    return rig.get("/proxies/a").json().get("listen").textValue();
  }

  @Test
  void areReplacedWithoutTheMix() {
    rig.create("a", ", \"behaviors\": \"5:delay\", " + RULE);

    rig.post("/proxies/a", "{\"rules\": [\"first 3 hang\"]}");

    assertThat(rules("a")).hasToString("first 3 hang; 5:delay");
    rig.post("/proxies/a", "{\"rules\": []}");
    assertThat(rules("a")).hasToString("5:delay");
  }

  @Test
  void beginWithWhatTheProxysBehaviorsWereGiven() {
    rig.create("a", ", \"behaviors\": {\"delay\": {\"weight\": 5, \"sleep\": 2}}");

    rig.post("/proxies/a", "{\"rules\": [\"first 3 delay\", \"delay sleep=1s\"]}");

    assertThat(rules("a")).hasToString("first 3 delay sleep=2s; delay sleep=1s; 5:delay");
    RuleSet posted = rules("a");
    rig.control.put("/proxies/a/rules", "[\"first 3 delay\", \"delay sleep=1s\"]");
    assertThat(rules("a")).isSameAs(posted);
    rig.post("/proxies/a", "{\"behaviors\": \"5:delay\", \"rules\": [\"first 3 delay\"]}");
    assertThat(rules("a")).hasToString("first 3 delay; 5:delay");
  }

  @Test
  void doNotBeginWithOptionsOfAnotherProtocol() {
    rig.create(
        "a",
        ", \"protocol\": \"http\", \"behaviors\": {\"error\": {\"weight\": 5, \"status\": 503}}");

    Answer answer = rig.post("/proxies/a", "{\"protocol\": \"tcp\", \"rules\": [\"error\"]}");

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(rules("a")).hasToString("error; 5:error");
    rig.control.put("/proxies/a/rules", "[\"first 2 error\"]");
    assertThat(rules("a")).hasToString("first 2 error; 5:error");
  }

  @Test
  void keepNamesOfUsersAsTheyAre() {
    Answer refused =
        rig.post(
            "/proxies",
            rig.entry("a", ", \"rules\": [{\"behavior\":\"hang\",\"when\":{\"No_Such.NAME\":1}}]"));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("rules[0].when.No_Such.NAME");
  }

  @Test
  void drawsAreKeyedByWhatIsAsked() {
    assertThat(rig.create("a", ", \"draw-by\": \"client.address\"").get("draw-by").textValue())
        .isEqualTo("client.address");

    rig.post("/proxies/a", "{\"enabled\": false}");
    assertThat(find("a").drawBy().map(Term::toString)).contains("client.address");
    rig.post("/proxies/a", "{\"draw_by\": \"connection\"}");
    assertThat(find("a").drawBy()).isEqualTo(Optional.empty());
    Answer refused = rig.post("/proxies/a", "{\"draw-by\": \"client\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("draw-by: client (expected: one of tcp.bytes, ");
  }

  @Test
  void aToxicHasConditionsAndATrigger() {
    rig.create("a");
    Answer added =
        rig.post(
            "/proxies/a/toxics",
            """
            {"type": "latency", "attributes": {"latency": 9}, "trigger": "every 2",
             "when": {"client.address": "127.0.0.0/8", "connection": {"from": 2}}}""");

    assertThat(added.json().get("trigger").textValue()).isEqualTo("every 2");
    assertThat(added.json().get("when").textValue())
        .contains("client.address=127.0.0.0/8", "connection=2..");
    JsonNode changed =
        rig.post("/proxies/a/toxics/latency_downstream", "{\"attributes\": {\"latency\": 8}}")
            .json();
    assertThat(changed.get("trigger").textValue()).isEqualTo("every 2");
    changed =
        rig.post("/proxies/a/toxics/latency_downstream", "{\"trigger\": \"\", \"when\": \"\"}")
            .json();
    assertThat(changed.has("trigger") || changed.has("when")).isFalse();
    assertThat(changed.at("/attributes/latency").intValue()).isEqualTo(8);
  }

  @Test
  void aToxicWithAnotherTriggerIsAnother() {
    rig.create("a", ", \"toxics\": [{\"type\": \"latency\", \"trigger\": \"every 2\"}]");
    var before = find("a").toxics().get(0);

    populate("every 2");
    assertThat(find("a").toxics().get(0)).isSameAs(before);
    populate("every 3");
    assertThat(find("a").toxics().get(0).scope().trigger()).hasToString("every 3");
  }

  private void populate(String trigger) {
    String entry =
        rig.entry("a", ", \"toxics\": [{\"type\": \"latency\", \"trigger\": \"" + trigger + "\"}]");
    rig.post("/populate", "[" + entry.replace("127.0.0.1:0", listen()) + "]");
  }

  @Test
  void aToxicsConditionsAreAboutConnections() {
    rig.create("a");
    Answer refused =
        rig.post("/proxies/a/toxics", "{\"type\": \"latency\", \"when\": \"exchange=1\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text()).contains("exchange (expected: one of client.address, connection)");
    assertThat(find("a").toxics()).isEmpty();
  }
}
