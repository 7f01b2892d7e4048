package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertEchoes;
import static io.galopin.control.ToxiproxyRig.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Toxiproxy's calls about proxies. */
class ToxiproxyProxiesTest {

  private final ToxiproxyRig rig = new ToxiproxyRig();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  @Test
  void createsAProxyAndShowsIt() throws IOException {
    Answer created = rig.post("/proxies", rig.entry("web", ""));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text())
        .isEqualTo(
            "{\"name\":\"web\",\"listen\":\"%s\",\"upstream\":\"%s\",\"enabled\":true,\"toxics\":[]}"
                .formatted(created.json().get("listen").textValue(), rig.echo.address()));
    assertThat(created.json().get("listen").textValue()).matches("127\\.0\\.0\\.1:[1-9][0-9]+");
    assertThat(rig.get("/proxies/web").status()).isEqualTo(200);
    assertThat(rig.get("/proxies/web").json()).isEqualTo(created.json());
    assertEchoes(rig.connect("web"));
  }

  @Test
  void listsProxiesSortedByName() {
    assertThat(rig.get("/proxies").text()).isEqualTo("{}");
    rig.create("b");
    rig.create("a");
    rig.create("c");

    Answer list = rig.get("/proxies");

    assertThat(list.status()).isEqualTo(200);
    assertThat(list.json().fieldNames()).toIterable().containsExactly("a", "b", "c");
    assertThat(list.json().get("a")).isEqualTo(rig.get("/proxies/a").json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|missing required field: name",
        "{\"name\":\"\",\"upstream\":\"a:1\"}|missing required field: name",
        "{\"name\":null,\"upstream\":\"a:1\"}|missing required field: name",
        "{\"name\":\"x\"}|missing required field: upstream",
        "{\"name\":\"x\",\"upstream\":\"\"}|missing required field: upstream",
        "{\"name\":5,\"upstream\":\"a:1\"}|bad request body: name: 5",
        "{\"name\":\"a/b\",\"upstream\":\"a:1\"}|bad request body: ",
        "{\"name\":\"x\",\"upstream\":\"a:0\"}|bad request body: proxies.x.upstream: a:0",
        "{\"name\":\"x\",\"upstream\":7}|bad request body: upstream: 7",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"listen\":\"b\"}|bad request body: proxies.x.listen: b",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"listen\":\"b:70000\"}|bad request body: ",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"enabled\":\"yes\"}|bad request body: enabled: yes",
        "{\"name\":\"x\",\"Name\":\"y\",\"upstream\":\"a:1\"}|bad request body: Name: given twice",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"toxics\":{}}|bad request body: toxics: ",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"protocol\":\"x\"}|bad request body: ",
        "{\"name\":\"x\",\"upstream\":\"a:1\",\"behaviors\":\"200:delay\"}|bad request body: ",
        "[]|bad request body: array (expected: a JSON object)",
        "{|bad request body: ",
        "null|bad request body: null",
        "''|bad request body: empty"
      })
  void refusesABodyThatIsWrong(String body, String start) {
    assertRefused(rig.post("/proxies", body), 400, start);
    assertThat(rig.get("/proxies").text()).isEqualTo("{}");
  }

  @Test
  void refusesANameThatIsTaken() throws IOException {
    rig.create("web");
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);

      Answer refused = rig.post("/proxies", rig.entry("web", ""));

      assertThat(refused.text()).isEqualTo("{\"error\":\"proxy already exists\",\"status\":409}");
      assertThat(refused.status()).isEqualTo(409);
      assertEchoes(client);
    }
  }

  @Test
  void saysThatAnAddressIsInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();

      Answer refused =
          rig.post(
              "/proxies",
              "{\"name\":\"web\",\"listen\":\"%s\",\"upstream\":\"a:1\"}".formatted(address));

      // As Toxiproxy says it, to the last letter: clients compare.
      assertThat(refused.status()).isEqualTo(500);
      assertThat(refused.json().get("error").textValue())
          .isEqualTo("listen tcp " + address + ": bind: address already in use");
      assertThat(rig.get("/proxies").text()).isEqualTo("{}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH"})
  void disablesAndEnables(String method) throws IOException {
    JsonNode before = rig.create("web");
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);

      Answer off = rig.control.call(method, "/proxies/web", "{\"enabled\":false}");

      assertThat(off.status()).isEqualTo(200);
      assertThat(off.json().get("enabled").booleanValue()).isFalse();
      assertThat(off.json().get("listen")).isEqualTo(before.get("listen"));
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThatThrownBy(() -> rig.connect("web")).hasCauseInstanceOf(ConnectException.class);
    }
    Answer on = rig.control.call(method, "/proxies/web", "{\"enabled\":true}");
    assertThat(on.json()).isEqualTo(before);
    assertEchoes(rig.connect("web"));
  }

  @Test
  void anEmptyChangeIsNone() throws IOException {
    JsonNode before = rig.create("web");
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);
      for (String body : new String[] {"{}", before.toString(), "{\"enabled\":null}"}) {
        assertThat(rig.post("/proxies/web", body).json()).isEqualTo(before);
        assertEchoes(client);
      }
    }
  }

  @Test
  void theNameCannotChangeAndToxicsHaveTheirOwnCalls() {
    JsonNode before = rig.create("web");

    Answer answer =
        rig.post("/proxies/web", "{\"name\":\"x\",\"toxics\":[{\"type\":\"latency\"}]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json()).isEqualTo(before);
  }

  @Test
  void anotherUpstreamDropsConnections() throws IOException {
    rig.create("web");
    try (Echo other = new Echo();
        Socket client = rig.connect("web")) {
      assertEchoes(client);

      Answer answer = rig.post("/proxies/web", "{\"upstream\":\"%s\"}".formatted(other.address()));

      assertThat(answer.json().get("upstream").textValue()).isEqualTo(other.address().toString());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      rig.echo.close();
      assertEchoes(rig.connect("web"));
    }
  }

  @Test
  void refusesAChangeThatIsWrong() {
    JsonNode before = rig.create("web");

    assertRefused(rig.post("/proxies/web", "{\"listen\":\"x\"}"), 400, "bad request body: ");
    assertRefused(rig.post("/proxies/web", "{\"upstream\":3}"), 400, "bad request body: ");
    assertRefused(rig.post("/proxies/web", "{\"upstream\":\"\"}"), 400, "missing required field");
    assertRefused(rig.post("/proxies/web", "nonsense"), 400, "bad request body: ");
    assertThat(rig.get("/proxies/web").json()).isEqualTo(before);
  }

  @Test
  void deletesAProxyAndItsConnections() throws IOException {
    JsonNode created = rig.create("web");
    try (Socket client = rig.connect("web")) {
      assertEchoes(client);

      Answer deleted = rig.control.delete("/proxies/web");

      assertThat(deleted.status()).isEqualTo(204);
      assertThat(deleted.response().body()).isEmpty();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    assertRefused(rig.get("/proxies/web"), 404, "proxy not found");
    // The address is free again.
    String body = "{\"name\":\"new\",\"listen\":%s,\"upstream\":\"%s\"}";
    assertThat(
            rig.post("/proxies", body.formatted(created.get("listen"), rig.echo.address()))
                .status())
        .isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /proxies/x",
    "POST, /proxies/x",
    "PATCH, /proxies/x",
    "DELETE, /proxies/x",
    "GET, /proxies/x/toxics",
    "POST, /proxies/x/toxics",
    "GET, /proxies/x/toxics/y",
    "POST, /proxies/x/toxics/y",
    "PATCH, /proxies/x/toxics/y",
    "DELETE, /proxies/x/toxics/y"
  })
  void saysThatThereIsNoSuchProxyWhateverTheBody(String method, String path) {
    Answer answer = rig.control.call(method, path, "no JSON");

    assertThat(answer.text()).isEqualTo("{\"error\":\"proxy not found\",\"status\":404}");
    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void resetEnablesEveryProxyAndRemovesEveryToxic() throws IOException {
    rig.create("a", ",\"enabled\":false");
    rig.create("b");
    rig.add("b", "{\"type\":\"latency\",\"attributes\":{\"latency\":1000}}");
    try (Socket client = rig.connect("b")) {
      Answer reset = rig.post("/reset", "");

      assertThat(reset.status()).isEqualTo(204);
      assertThat(rig.get("/proxies/a").json().get("enabled").booleanValue()).isTrue();
      assertThat(rig.get("/proxies/b/toxics").text()).isEqualTo("[]");
      assertEchoes(client);
    }
    assertEchoes(rig.connect("a"));
  }

  @Test
  void resetDoesWhatCanBeDoneAndTellsTheRest() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String listen = "127.0.0.1:" + taken.getLocalPort();
      rig.post(
          "/proxies",
          "{\"name\":\"a\",\"enabled\":false,\"upstream\":\"a:1\",\"listen\":\"" + listen + "\"}");
      rig.create("b");
      rig.add("b", "{\"type\":\"noop\"}");

      assertRefused(
          rig.post("/reset", ""),
          500,
          "listen tcp " + listen + ": bind: address already in use at proxy a");
      assertThat(rig.get("/proxies/b/toxics").text()).isEqualTo("[]");
    }
  }

  @Test
  void keepsBrowsersOut() {
    Answer answer =
        rig.control.send(
            HttpRequest.newBuilder(rig.control.uri("/proxies"))
                .header("User-Agent", "Mozilla/5.0")
                .build());

    assertRefused(answer, 403, "User-Agent");
  }
}
