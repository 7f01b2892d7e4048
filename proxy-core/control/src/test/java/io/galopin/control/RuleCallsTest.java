package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests changes of rules while a proxy runs. */
class RuleCallsTest {

  private static final String RULES = "/proxies/web/rules";

  private final ControlRig rig =
      ControlRig.options()
          .config(
              """
              galopin.behaviors.delay.sleep = 1 ms
              galopin.proxies.web {
                listen = LISTEN, upstream = BACKEND, protocol = http, behaviors = "100:picky"
                rules = [ "third: when exchange=3 error", "when exchange=7.. 20% delay continue" ]
              }
              """)
          .start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private List<String> texts() {
    return rig.get(RULES).json().get("rules").findValuesAsText("text");
  }

  @Test
  void showsThemWithWhatTheyCounted() throws IOException {
    Socket socket = rig.connect("web");
    for (int i = 0; i < 3; i++) {
      ControlRig.exchange(socket);
    }

    JsonNode shown = rig.get(RULES).json();

    assertThat(shown.at("/rules/0").toString())
        .isEqualTo(
            "{\"name\":\"third\",\"when\":\"exchange=3\",\"trigger\":\"\",\"weight\":100,"
                + "\"behavior\":\"error\",\"options\":{},\"continue\":false,\"enabled\":true,\"text\":\"third:"
                + " when exchange=3 error\","
                + "\"counters\":{\"seen\":3,\"matched\":1,\"fired\":1,\"without-effect\":0,\"nearest-miss\":\"exchange:"
                + " 1 (expected: exchange=3) at connection 1, exchange 1\"}}");
    assertThat(shown.at("/rules/1/options/sleep").doubleValue()).isEqualTo(0.001);
    assertThat(shown.at("/rules/1/continue").booleanValue()).isTrue();
    assertThat(shown.at("/rules/1/counters/seen").intValue()).isEqualTo(2);
    assertThat(shown.at("/mix/text").textValue()).isEqualTo("100:picky");
    assertThat(shown.at("/mix/counters/fired").intValue()).isZero();
    assertThat(shown.at("/mix/counters/without-effect").intValue()).isEqualTo(2);
    assertThat(rig.get(RULES + "/third").json()).isEqualTo(shown.at("/rules/0"));
  }

  @Test
  void replacesThemAndLeavesTheMix() throws IOException {
    Answer answer =
        rig.put(
            RULES,
            """
            ["first 1 error",
             {"name": "late", "when": {"exchange": {"from": 2}}, "behavior": "delay",
              "sleep": 0.002, "enabled": false}]\
            """);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(texts()).containsExactly("once error", "late: when exchange=2.. delay sleep=2ms");
    assertThat(rig.get("/proxies/web/behavior").json().get("behavior").textValue())
        .isEqualTo("picky");
    Socket socket = rig.connect("web");
    assertThat(ControlRig.exchange(socket)).contains(" 50");
    assertThat(ControlRig.exchange(socket)).contains("200");
  }

  @Test
  void aRuleOfWhichOnlyTheOptionsChangeCountsOnIfThatIsWanted() throws IOException {
    rig.put(RULES, "[\"r: first 2 delay sleep=1ms\"]");
    Socket socket = rig.connect("web");
    ControlRig.exchange(socket);
    rig.patch(RULES + "/r", "{\"options\": {\"sleep\": \"2ms\"}, \"keep-counts\": true}");
    ControlRig.exchange(socket);

    JsonNode on = rig.get(RULES + "/r").json();
    assertThat(on.path("text").textValue()).isEqualTo("r: first 2 delay sleep=2ms");
    assertThat(on.at("/counters/fired").intValue()).isEqualTo(2);
    rig.patch(RULES + "/r", "{\"trigger\": \"first 3\", \"keep-counts\": true}");
    assertThat(rig.get(RULES + "/r").json().at("/counters/fired").intValue()).isZero();
    assertThat(rig.patch(RULES + "/r", "{\"keep-counts\": 1}").text())
        .contains("keep-counts: 1 (expected: true or false)");
  }

  @Test
  void givesThemTheOptionsOfTheProxysBehaviorsWhereTheySayNothing() {
    rig.put(RULES, "[\"delay\", \"delay sleep=2s\"]");

    assertThat(texts()).containsExactly("delay sleep=1ms", "delay sleep=2s");
  }

  @Test
  void takesWhatItReplies() {
    JsonNode before = rig.get(RULES).json();

    assertThat(rig.put(RULES, before.toString()).json()).isEqualTo(before);
    assertThat(rig.patch(RULES, before.toString()).json()).isEqualTo(before);
  }

  @Test
  void letsOneThatIsTheSameCountOn() throws IOException {
    ControlRig.exchange(rig.connect("web"));

    rig.put(RULES, "[\"once error\", \"third: when exchange=3 error\"]");

    assertThat(rig.get(RULES + "/third").json().at("/counters/seen").intValue()).isEqualTo(1);
    assertThat(rig.get(RULES + "/rule-1").json().at("/counters/seen").intValue()).isZero();
  }

  @Test
  void switchesOneOffAndOn() throws IOException {
    Socket socket = rig.connect("web");
    ControlRig.exchange(socket);

    Answer off = rig.patch(RULES + "/third", "{\"enabled\": false}");

    assertThat(off.json().get("enabled").booleanValue()).isFalse();
    ControlRig.exchange(socket);
    assertThat(ControlRig.exchange(socket)).contains("200");
    rig.patch(RULES + "/third", "{\"enabled\": true}");
    Socket other = rig.connect("web");
    ControlRig.exchange(other);
    ControlRig.exchange(other);
    assertThat(ControlRig.exchange(other)).contains(" 50");
    assertThat(rig.get(RULES + "/third").json().at("/counters/seen").intValue()).isEqualTo(4);
  }

  @Test
  void changesWhatIsGivenOfOne() {
    JsonNode changed =
        rig.patch(
                RULES + "/rule-2",
                "{\"weight\": 50, \"trigger\": \"every 2\", \"options\": {\"before\": false}}")
            .json();

    assertThat(changed.get("text").textValue())
        .isEqualTo("when exchange=7.. every 2 50% delay sleep=1ms before=false continue");
    assertThat(
            rig.patch(RULES + "/rule-2", "{\"behavior\": \"error\", \"when\": \"\"}")
                .json()
                .get("text")
                .textValue())
        .isEqualTo("every 2 50% error continue");
  }

  @Test
  void changesSeveralOrNone() {
    assertThat(
            rig.patch(RULES, "[{\"name\": \"third\", \"enabled\": false}, {\"name\": \"none\"}]")
                .text())
        .contains("rule not found: none (expected: one of third, rule-2)");
    assertThat(rig.get(RULES).json().at("/rules/0/enabled").booleanValue()).isTrue();

    rig.patch(
        RULES,
        "[{\"name\": \"third\", \"enabled\": false}, {\"name\": \"rule-2\", \"weight\": 1}]");

    assertThat(rig.get(RULES).json().at("/rules/0/enabled").booleanValue()).isFalse();
    assertThat(texts().get(1)).isEqualTo("when exchange=7.. 1% delay sleep=1ms continue");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          PUT | /web/rules | {} | 400 | object (expected: a JSON array of rules, or an object that has it as rules)
          PUT | /web/rules | 3 | 400 | number (expected: a JSON array of rules, or an object that has it as rules)
          PUT | /web/rules | [3] | 400 | rules[0]: 3 (expected: a rule: { … }, or a text)
          PUT | /web/rules | ["error", null] | 400 | rules[1]: null (expected: a rule: { … }, or a text)
          PUT | /web/rules | ["eror"] | 400 | rules[0]: "eror" (expected: error? one of
          PUT | /web/rules | [{"when": "exchange=1"}] | 400 | rules[0].behavior: missing (expected: the name of a behavior)
          PUT | /web/rules | ["when exchage=1 error"] | 400 | exchage (expected: exchange? one of
          PUT | /web/rules | ["when exchange=x error"] | 400 | x (expected: a number, or a range
          PUT | /web/rules | ["when exchange=1 exchange=2 error"] | 400 | conditions that can hold together
          PUT | /web/rules | ["error", {"name": "rule-1", "behavior": "error"}] | 400 | a name that no other rule of the proxy has
          PUT | /web/rules | ["first 0 error", "101% error"] | 400 | percent above 0 and at most 100
          PUT | /none/rules | [] | 404 | proxy not found
          PATCH | /web/rules/none | {} | 404 | rule not found: none (expected: one of third, rule-2)
          PATCH | /web/rules/mix | {"enabled": false} | 404 | rule not found: mix
          PATCH | /web/rules/third | {"enbled": false} | 400 | enbled: unknown key (expected: enabled? One of name, when,
          PATCH | /web/rules/third | {"enabled": 3} | 400 | enabled: 3 (expected: true or false)
          PATCH | /web/rules/third | {"enabled": null} | 400 | enabled: null (expected: a single value)
          PATCH | /web/rules/third | {"name": "fourth"} | 400 | name: fourth (expected: third, a rule keeps its name)
          PATCH | /web/rules/third | {"trigger": "often"} | 400 | trigger: "often" (expected: first 3,
          PATCH | /web/rules/third | [] | 400 | array (expected: a JSON object)
          PATCH | /web/rules | [{"enabled": false}] | 400 | name: missing (expected: the name of a rule)
          PATCH | /web/rules | [{"name": "third"}, {"name": "third"}] | 400 | name: third given twice (expected: once)
          PATCH | /web/rules | ["third"] | 400 | third (expected: an object with the name of a rule)
          """)
  void refusesWithAReasonAndChangesNothing(
      String method, String path, String body, int status, String reason) {
    JsonNode before = rig.get(RULES).json();

    Answer answer = rig.call(method, "/proxies" + path, body);

    ToxiproxyRig.assertRefused(answer, status, "");
    assertThat(answer.json().get("error").textValue()).contains(reason);
    assertThat(rig.get(RULES).json()).isEqualTo(before);
  }

  @Test
  void namesNoMoreThanFiftyRulesThatThereAre() {
    List<String> rules = new ArrayList<>(Collections.nCopies(50, "\"error\""));
    rig.put(RULES, rules.toString());
    assertThat(rig.patch(RULES + "/none", "{}").text()).contains(", rule-49, rule-50)");
    rules.add("\"error\"");
    rules.add("\"error\"");
    rig.put(RULES, rules.toString());
    assertThat(rig.patch(RULES + "/none", "{}").text()).contains(", rule-50 and 2 more)");
  }

  @Test
  void settingTheBehaviorLeavesTheRules() {
    rig.put("/proxies/web/behavior", "{\"name\": \"dummy\"}");

    assertThat(texts()).hasSize(2);
    assertThat(rig.get(RULES).json().has("mix")).isFalse();
  }
}
