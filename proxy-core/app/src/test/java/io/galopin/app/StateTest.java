package io.galopin.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.run.Ready;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps what calls change in a file, and starts with it again. */
class StateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEB =
      "web { listen = \"127.0.0.1:0\", upstream = \"127.0.0.1:9\", protocol = http";

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("state.json");
  }

  /** Runs with these proxies in the configuration. */
  private void run(String proxies, RunHere.Story story) throws IOException {
    Path config = RunHere.config(folder, "proxies { " + proxies + " }");
    RunHere.with(config, story, "--state", file().toString());
  }

  /** The proxies without what differs after each start. */
  private static ObjectNode proxies(Ready ready) {
    ObjectNode all = (ObjectNode) RunHere.ask(ready, "GET", "/proxies", "");
    all.findParents("expires-in").forEach(node -> ((ObjectNode) node).remove("expires-in"));
    if (all.get("web") instanceof ObjectNode web) {
      // Its port is open in the configuration.
      web.remove("listen");
    }
    return all;
  }

  @Test
  void bringsBackEverythingThatCallsHaveChanged() throws IOException {
    ObjectNode[] before = new ObjectNode[1];
    run(
        WEB + ", rules = [\"when http.path=/a error\", \"b: when http.path=/b error\"] }",
        ready -> {
          RunHere.ask(
              ready,
              "POST",
              "/proxies",
              "{\"name\":\"more\",\"listen\":\"127.0.0.1:0\",\"upstream\":\"127.0.0.1:9\",\"enabled\":false}");
          RunHere.ask(
              ready,
              "POST",
              "/proxies/web/toxics",
              "{\"name\":\"slow\",\"type\":\"latency\",\"stream\":\"upstream\",\"toxicity\":0.5,\"attributes\":{\"latency\":1500,\"jitter\":20},\"expires-in\":\"1h\",\"set-by\":\"ann@laptop\"}");
          RunHere.ask(
              ready,
              "PUT",
              "/proxies/web/rules",
              "{\"rules\":[{\"behavior\":\"error\",\"when\":\"http.path=/a\"},{\"name\":\"b\",\"behavior\":\"error\",\"when\":\"http.path=/b\"},{\"behavior\":\"delay\",\"when\":\"http.path=/c\",\"trigger\":\"first"
                  + " 3\",\"weight\":20,\"options\":{\"sleep\":\"2 s\"},\"expires-in\":\"2h\"}]}");
          RunHere.ask(ready, "PATCH", "/proxies/web/rules/b", "{\"enabled\":false}");
          RunHere.ask(
              ready,
              "PUT",
              "/proxies/web/behavior",
              "{\"name\":\"20:delay,5:error\",\"delay\":{\"sleep\":1},\"expires-in\":\"3h\"}");
          RunHere.ask(
              ready,
              "PUT",
              "/proxies/web/profile",
              "{\"name\":\"3g\",\"expires-in\":\"1h\",\"set-by\":\"ann@laptop\"}");
          before[0] = proxies(ready);
          assertThat(before[0].at("/web/profile/name").asText()).isEqualTo("3g");
        });

    run(
        WEB + ", rules = [\"when http.path=/a error\", \"b: when http.path=/b error\"] }",
        ready -> assertThat(proxies(ready)).isEqualTo(before[0]));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void takesFromTheConfigurationWhatHasChangedThere() throws IOException {
    run(
        WEB
            + ", rules = [\"a: error\"] }, gone { listen = \"127.0.0.1:0\", upstream ="
            + " \"127.0.0.1:9\" }",
        ready -> {
          RunHere.ask(
              ready, "POST", "/proxies/web/toxics", "{\"name\":\"mine\",\"type\":\"noop\"}");
          RunHere.ask(ready, "PATCH", "/proxies/web/rules/a", "{\"enabled\":false}");
          RunHere.ask(ready, "PATCH", "/proxies/web", "{\"enabled\":false}");
        });

    run(
        WEB
            + ", rules = [\"a: hang\"] }, fresh { listen = \"127.0.0.1:0\", upstream ="
            + " \"127.0.0.1:9\" }",
        ready -> {
          ObjectNode all = proxies(ready);
          assertThat(all.has("gone")).isFalse();
          assertThat(all.has("fresh")).isTrue();
          assertThat(all.at("/web/enabled").asBoolean()).isFalse();
          assertThat(all.at("/web/toxics/0/name").asText()).isEqualTo("mine");
          assertThat(all.at("/web/rules/0/behavior").asText()).isEqualTo("hang");
          assertThat(all.at("/web/rules/0/enabled").asBoolean()).isTrue();
        });
  }

  @Test
  void knowsWhatHasEndedMeanwhile() throws IOException {
    run(
        WEB + ", behaviors = \"5:error\" }",
        ready -> {
          RunHere.ask(
              ready,
              "POST",
              "/proxies/web/toxics",
              "{\"name\":\"slow\",\"type\":\"noop\",\"expires-in\":\"1h\"}");
          RunHere.ask(
              ready,
              "POST",
              "/proxies/web/toxics",
              "{\"name\":\"stays\",\"type\":\"noop\",\"expires-in\":\"5h\"}");
          RunHere.ask(
              ready,
              "PUT",
              "/proxies/web/behavior",
              "{\"name\":\"20:delay\",\"expires-in\":\"1h\"}");
          RunHere.ask(ready, "PATCH", "/proxies/web", "{\"enabled\":false,\"expires-in\":\"1h\"}");
        });
    ObjectNode state = (ObjectNode) JSON.readTree(file().toFile());
    for (JsonNode end : state.at("/proxies/0/ends")) {
      if (!end.path("name").asText().equals("stays")) {
        ((ObjectNode) end).put("expires-at", "2020-01-01T00:00:00Z");
      }
    }
    JSON.writeValue(file().toFile(), state);

    run(
        WEB + ", behaviors = \"5:error\" }",
        ready -> {
          JsonNode web = proxies(ready).get("web");
          assertThat(web.at("/enabled").asBoolean()).isTrue();
          assertThat(web.at("/toxics").findValuesAsText("name")).containsExactly("stays");
          assertThat(web.at("/toxics/0/expires-at").asText()).isNotEmpty();
          assertThat(web.at("/behaviors").toString()).isEqualTo("{\"error\":5}");
        });
  }

  @Test
  void removesAProfileThatHasEndedMeanwhile() throws IOException {
    run(
        WEB + " }",
        ready ->
            RunHere.ask(
                ready, "PUT", "/proxies/web/profile", "{\"name\":\"3g\",\"expires-in\":\"1h\"}"));
    JsonNode state = JSON.readTree(Files.readString(file()));
    ((ObjectNode) state.at("/proxies/0/ends/0")).put("expires-at", "2020-01-01T00:00:00Z");
    Files.writeString(file(), state.toString());

    run(
        WEB + " }",
        ready -> {
          JsonNode web = proxies(ready).get("web");
          assertThat(web.get("toxics")).isEmpty();
          assertThat(web.has("profile")).isFalse();
        });
  }

  @Test
  void keepsAProxyThatFlapsAsItIsWithoutTheFlap() throws IOException {
    run(
        WEB + " }",
        ready -> {
          RunHere.ask(
              ready,
              "PUT",
              "/proxies/web/flap",
              "{\"mode\":\"refuse\",\"up\":\"1ms\",\"down\":\"1h\"}");
          assertThat(Waiting.until(() -> !proxies(ready).at("/web/enabled").asBoolean())).isTrue();
          RunHere.ask(ready, "POST", "/state/save", "");
        });

    run(WEB + " }", ready -> assertThat(proxies(ready).at("/web/enabled").asBoolean()).isTrue());
  }

  @Test
  void saysWhatDiffers() throws IOException {
    run(
        WEB + " }",
        ready -> {
          RunHere.ask(
              ready, "POST", "/proxies/web/toxics", "{\"name\":\"mine\",\"type\":\"noop\"}");
          String host = "http:/" + ready.control().orElseThrow();

          assertThat(Ran.galopin("state", "show", "--host", host).out().lines().skip(1))
              .containsExactly("proxy web: toxic mine: added");
          assertThat(Ran.galopin("state", "save", "--host", host).out())
              .startsWith(file() + ", saved at ");
        });
  }

  /** Something is in the way where the file is written first. */
  @Test
  void saysThatAChangeWouldNotSurvive() throws IOException {
    run(
        WEB + " }",
        ready -> {
          Path block = Files.createDirectories(folder.resolve("state.json.new").resolve("x"));

          HttpResponse<String> reply =
              RunHere.call(
                  ready, "POST", "/proxies/web/toxics", "{\"name\":\"mine\",\"type\":\"noop\"}");

          assertThat(reply.statusCode()).isEqualTo(500);
          assertThat(reply.body())
              .contains("the change is made, but it would not survive a restart: ", "(expected: ");
          assertThat(proxies(ready).at("/web/toxics/0/name").asText()).isEqualTo("mine");
          assertThat(RunHere.ask(ready, "GET", "/state", "").path("problem").asText()).isNotEmpty();
          Files.delete(block);
          Files.delete(block.getParent());
          assertThat(RunHere.ask(ready, "POST", "/state/save", "").has("problem")).isFalse();
        });

    run(
        WEB + " }",
        ready -> assertThat(proxies(ready).at("/web/toxics/0/name").asText()).isEqualTo("mine"));
  }

  @Test
  void refusesAFileThatIsNoState() throws IOException {
    Files.writeString(file(), "{\n \"galopin-state\": 1,\n oops");

    Ran ran = Ran.galopin("--proxy", "127.0.0.1:0", "--state", file().toString());

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err()).contains("--state: " + file() + ": no JSON in line 3", "move the file");
    Files.writeString(file(), "{\"galopin-state\": 7}");
    assertThat(Ran.galopin("--proxy", "127.0.0.1:0", "--state", file().toString()).err())
        .contains("galopin-state: 7 (expected: 1)");
  }

  @Test
  void isUsedByOneRunAtATime() throws IOException {
    run(
        WEB + " }",
        ready -> {
          Ran other = Ran.galopin("--proxy", "127.0.0.1:0", "--state", file().toString());
          assertThat(other.exitCode()).isEqualTo(1);
          assertThat(other.err()).contains("state.json is in use by another run (expected: ");
        });
  }
}
