package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.live.Bound;
import io.galopin.live.Live;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Compares the OpenAPI document with the calls. */
class OpenApiTest {

  private final ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");

  @Test
  void documentsEveryCallAndNoOther() {
    Set<String> documented = new TreeSet<>();
    JsonNode paths = rig.get("/openapi.json").json().get("paths");
    for (Map.Entry<String, JsonNode> path : paths.properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          documented.add(method.getKey() + " " + path.getKey());
        }
      }
    }

    assertThat(documented).isEqualTo(routes());
  }

  /** With so few connections, all are reserved for calls with an immediate reply. */
  @Test
  void documentsThatACrowdIsRefused() throws IOException {
    Set<String> refused = new TreeSet<>();
    try (ControlRig crowded = ControlRig.options().limits(1, MINUTE, MINUTE, MINUTE).start()) {
      JsonNode paths = crowded.get("/openapi.json").json().get("paths");
      for (Map.Entry<String, JsonNode> path : paths.properties()) {
        for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
          if (METHODS.contains(method.getKey())) {
            String call = method.getKey() + " " + path.getKey();
            assertThat(method.getValue().at("/responses/503").isMissingNode()).as(call).isFalse();
            String uri = path.getKey().replaceAll("\\{[a-z]+}", "web");
            String body = method.getKey().matches("get|delete") ? "" : "[]";
            String name = method.getKey().toUpperCase(Locale.ROOT);
            ControlRig.Answer answer = crowded.call(name, uri, body);
            if (answer.status() == 503) {
              refused.add(call);
              assertThat(fields(answer.json())).as(call).isEqualTo(required("Error"));
            }
          }
        }
      }
    }

    assertThat(refused)
        .contains("get /proxies", "post /populate", "post /reset", "get /metrics")
        .doesNotContain("get /version");
  }

  private Set<String> routes() {
    Set<String> routes = new TreeSet<>();
    Vertx vertx = Vertx.vertx();
    Callers callers = new Callers(Limits.ofThisProcess(), System::nanoTime);
    Router router =
        new Routes(
                new Gate(
                    true,
                    new ControlSettings(
                        "", 0, Optional.empty(), "", Optional.empty(), Optional.empty())),
                callers,
                new Feeds(callers, Duration.ofSeconds(1), 1),
                new ListenNames(InetAddress::getByName, Duration.ofSeconds(5)),
                new Live(rig.engine, Bound.NONE),
                RunFiles.none())
            .router(
                vertx,
                new ControlSettings(
                    "", 0, Optional.empty(), "", Optional.empty(), Optional.of(() -> "")),
                rig.engine,
                Plugins.fixed(ControlRig.CATALOG));
    for (Route route : router.getRoutes()) {
      if (route.getPath() != null) {
        for (HttpMethod method : route.methods()) {
          routes.add(
              method.name().toLowerCase(Locale.ROOT)
                  + " "
                  + route.getPath().replaceAll(":([a-z]+)", "{$1}"));
        }
      }
    }
    vertx.close().await();
    return routes;
  }

  @Test
  void refersToNothingThatIsNotThere() {
    JsonNode document = rig.get("/openapi.json").json();

    assertThat(document.get("openapi").textValue()).startsWith("3.");
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references)
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse());
  }

  @Test
  void namesTheFieldsThatRepliesHave() throws IOException {
    ControlRig.exchange(rig.connect("web"));
    rig.put("/behavior", "{\"name\": \"error\"}");
    ControlRig.exchange(rig.connect("web"));

    assertThat(required("Version")).isEqualTo(fields(rig.get("/version").json()));
    assertThat(required("Behavior")).isEqualTo(fields(rig.get("/behavior").json()));
    assertThat(required("Backend")).isEqualTo(fields(rig.get("/backend").json()));
    assertThat(required("Error")).isEqualTo(fields(rig.get("/none").json()));
    JsonNode journal = rig.get("/journal").json();
    assertThat(required("Journal")).isEqualTo(fields(journal));
    ObjectNode entry = (ObjectNode) journal.at("/entries/0");
    // Only what a behavior did can be done again.
    assertThat(entry.remove("done")).isNotNull();
    assertThat(required("Entry")).isEqualTo(fields(entry));
    JsonNode refused = rig.put("/behavior", "{}").json();
    assertThat(required("VaurienError")).isEqualTo(fields(refused));
    assertThat(
            fields(
                rig.get("/openapi.json")
                    .json()
                    .at(
                        "/paths/~1plugins/get/responses/200/content/application~1json"
                            + "/schema/properties")))
        .isEqualTo(fields(rig.get("/plugins").json()));
    Set<String> finished = fields(Finished.line(Finished.exchange("web", 1)));
    // There, the backend has replied.
    assertThat(finished.remove("backend-ms")).isTrue();
    assertThat(required("FinishedExchange")).isEqualTo(finished);
    rig.put("/proxies/web/rules", "[\"when exchange=9 error\"]");
    ControlRig.exchange(rig.connect("web"));
    JsonNode rules = rig.get("/proxies/web/rules").json();
    assertThat(required("Rule")).isEqualTo(fields(rules.at("/rules/0")));
    assertThat(fields(rules)).isEqualTo(Set.of("rules", "mix"));
    assertThat(fields(rules.at("/mix"))).isEqualTo(Set.of("text", "counters"));
    JsonNode plugin = rig.get("/plugins").json().at("/behaviors/1");
    assertThat(required("Plugin")).isEqualTo(fields(plugin));
  }

  private Set<String> required(String schema) {
    Set<String> names = new TreeSet<>();
    rig.get("/openapi.json")
        .json()
        .at("/components/schemas/" + schema + "/required")
        .forEach(name -> names.add(name.textValue()));
    return names;
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
