package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PluginCallsTest {

  private static ControlRig rig;

  @BeforeAll
  static void start() {
    rig =
        ControlRig.options()
            .plugins(
                new PluginFile("slow", "1.2", "plugins/slow.jar", List.of("behavior slow-start")),
                new PluginProblem("plugins/bad.jar", "no manifest"))
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
  }

  @Test
  void describesProtocolsWithTheirOptions() {
    JsonNode protocols = rig.get("/protocols").json().get("protocols");

    assertThat(protocols.findValuesAsText("name")).contains("http", "tcp");
    assertThat(protocols.at("/1/name").textValue()).isEqualTo("tcp");
    assertThat(protocols.at("/1/description").textValue()).isNotBlank();
    assertThat(protocols.at("/1/options/1").toString())
        .startsWith(
            "{\"name\":\"keep-alive\",\"type\":\"flag\",\"range\":\"true or false\","
                + "\"default\":false,\"description\":\"");
  }

  @Test
  void tellsWhatRulesCanAskProtocolsForAndHowTheyFail() {
    JsonNode http = rig.get("/protocols").json().at("/protocols/0");

    assertThat(http.at("/attributes"))
        .extracting(JsonNode::toString)
        .contains(
            "{\"name\":\"http.status\",\"type\":\"number\",\"many\":false,\"moment\":\"reply\",\"writable\":true,"
                + "\"secret\":false,\"description\":\"the status code\"}");
    assertThat(http.at("/attributes").findValuesAsText("name")).contains("http.header.NAME");
    assertThat(http.at("/failures").findValuesAsText("name")).containsExactly("error");
    assertThat(http.at("/failure_options").findValuesAsText("name"))
        .containsExactly("status", "headers", "body");
  }

  @Test
  void tellsWhichOptionsABehaviorHasInAProtocol() {
    JsonNode behaviors = rig.get("/plugins").json().get("behaviors");

    assertThat(behaviors.at("/3/name").textValue()).isEqualTo("error");
    assertThat(behaviors.at("/3/options").findValuesAsText("name")).doesNotContain("status");
    assertThat(behaviors.at("/3/options_by_protocol/http").findValuesAsText("name"))
        .contains("warmup", "failure", "status", "headers", "body");
    assertThat(behaviors.at("/3/options_by_protocol/tcp").findValuesAsText("name"))
        .contains("warmup", "failure")
        .doesNotContain("status");
    assertThat(behaviors.get(4).has("options_by_protocol")).isFalse();
  }

  @Test
  void describesAllPlugins() {
    JsonNode plugins = rig.get("/plugins").json();

    assertThat(plugins.get("protocols")).isEqualTo(rig.get("/protocols").json().get("protocols"));
    assertThat(plugins.at("/behaviors/1/name").textValue()).isEqualTo("delay");
    assertThat(plugins.at("/behaviors/1/options/0").toString())
        .isEqualTo(
            "{\"name\":\"sleep\",\"type\":\"duration\",\"range\":\"a duration from 0 s to 24 h, a"
                + " bare number is in seconds\",\"default\":1,\"description\":\"how long to"
                + " wait\"}");
  }

  @Test
  void describesToxics() {
    assertThat(rig.get("/plugins").json().get("toxics"))
        .extracting(JsonNode::toString)
        .contains(
            "{\"name\":\"quiet\",\"description\":\"is only there\",\"options\":[{\"name\":\"rate\","
                + "\"type\":\"whole number\",\"range\":\"a whole number from 0 to 10\","
                + "\"default\":0,\"description\":\"how much\"}]}");
  }

  @Test
  void leavesOutADefaultWhereThereIsNone() {
    JsonNode options = rig.get("/plugins").json().at("/behaviors/5/options");

    assertThat(options.at("/0/default").intValue()).isEqualTo(3);
    assertThat(options.get(1).has("default")).isFalse();
  }

  @Test
  void namesTheValuesOfAChoice() {
    assertThat(rig.get("/plugins").json().at("/behaviors/5/options/6").toString())
        .isEqualTo(
            "{\"name\":\"color\",\"type\":\"choice\",\"range\":\"one of red, dark-blue\","
                + "\"choices\":[\"red\",\"dark-blue\"],\"default\":\"red\","
                + "\"description\":\"which\"}");
  }

  @Test
  void namesTheFilesOfPluginsAndWhatCannotBeUsed() {
    JsonNode plugins = rig.get("/plugins").json();

    assertThat(plugins.get("files").toString())
        .isEqualTo(
            "[{\"id\":\"slow\",\"version\":\"1.2\",\"file\":\"plugins/slow.jar\","
                + "\"brings\":[\"behavior slow-start\"]}]");
    assertThat(plugins.get("problems").toString())
        .isEqualTo("[{\"where\":\"plugins/bad.jar\",\"reason\":\"no manifest\"}]");
  }
}
