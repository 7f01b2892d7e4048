package io.galopin.control;

import static io.galopin.control.ToxiproxyRig.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that everything with a name can be reached by it, and that the length of input and output
 * is limited.
 */
class NamesAndSizesTest {

  private static ToxiproxyRig rig;

  @BeforeAll
  static void start() {
    rig = new ToxiproxyRig();
    rig.create("p");
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String raw(String method, String path) {
    return rig.control.raw(
        method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/proxies/p/toxics/..",
        "/proxies/p/toxics/%2e%2E",
        "/proxies/p/toxics/.%2e/",
        "/proxies/./p",
        "/proxies/%2e/p",
        "/proxies//p",
        "/proxies/p//",
        "http://localhost/proxies/p/toxics/..",
        "/proxies/p/toxics/..?a=b",
        "/x/../proxies/p"
      })
  void neverTakesAPathForAnother(String path) {
    assertThat(raw("DELETE", path)).startsWith("HTTP/1.1 400 ").contains("\"error\":\"path: ");
    assertThat(rig.get("/proxies/p").status()).isEqualTo(200);
  }

  @Test
  void takesAnAddressThatEndsWithASlash() {
    assertThat(raw("GET", "//proxies/p")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "ümläut", "日本", "a+b", "100%", "..a", "...", "a.b", "?x=1#y", "\u0301"})
  void findsByItsEncodedUrlWhatHasAName(String name) {
    assertThat(rig.post("/proxies", json(name)).status()).isEqualTo(201);
    String proxy = "/proxies/" + encoded(name);
    assertThat(rig.get(proxy).json().get("name").textValue()).isEqualTo(name);
    rig.add(encoded(name), "{\"type\":\"noop\",\"name\":\"" + name + "\"}");
    assertThat(rig.get(proxy + "/toxics/" + encoded(name)).status()).isEqualTo(200);
    assertThat(rig.control.delete(proxy + "/toxics/" + encoded(name)).status()).isEqualTo(204);
    assertThat(rig.control.delete(proxy).status()).isEqualTo(204);
  }

  private static String json(String name) {
    return rig.entry(name, ", \"enabled\": false");
  }

  @ParameterizedTest
  @ValueSource(strings = {".", "..", "a/b", "\\u0000", "a\\nb", "\\ud800", "\\udc00x", "\\u2028"})
  void refusesANameThatNoUrlCanHave(String name) {
    assertRefused(rig.post("/proxies", json(name)), 400, "bad request body: name: \"");
    assertRefused(rig.post("/populate", "[" + json(name) + "]"), 400, "bad request body: name: \"");
    assertRefused(
        rig.post("/proxies/p/toxics", "{\"type\":\"noop\",\"name\":\"" + name + "\"}"),
        400,
        "bad request body: name: \"");
    assertThat(rig.get("/proxies").json()).hasSize(1);
    assertThat(rig.get("/proxies/p/toxics").json()).isEmpty();
  }

  @Test
  void refusesALongName() {
    String longest = "n".repeat(200);
    assertThat(rig.post("/proxies", json(longest)).status()).isEqualTo(201);
    assertThat(rig.control.delete("/proxies/" + longest).status()).isEqualTo(204);
    assertRefused(rig.post("/proxies", json(longest + "n")), 400, "bad request body: name: \"nnn");
  }

  /** The rest of the body is such that the long one is what is wrong with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | /proxies           | {'name':'LONG','upstream':'h:1','enabled':false}",
        "POST  | /proxies           | {'name':'q','upstream':'LONG:1','enabled':false}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','listen':'LONG:1'}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','protocol':'LONG'}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','behaviors':'20:LONG'}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','rules':['LONG']}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','rules':['error LONG=1']}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','draw-by':'LONG'}",
        "POST  | /proxies           | {'name':'q','upstream':'h:1','enabled':'LONG'}",
        "POST  | /proxies           | {'LONG':1,'LONG':2}",
        "POST  | /populate          | 'LONG'",
        "POST  | /populate          | ['LONG']",
        "POST  | /proxies/p/toxics  | {'type':'LONG'}",
        "POST  | /proxies/p/toxics  | {'type':'noop','name':'LONG'}",
        "POST  | /proxies/p/toxics  | {'type':'noop','stream':'LONG'}",
        "POST  | /proxies/p/toxics  | {'type':'latency','attributes':{'latency':'LONG'}}",
        "POST  | /proxies/p/toxics  | {'type':'latency','when':'LONG=1'}",
        "PUT   | /proxies/p/rules   | ['when connection=LONG error']",
        "PUT   | /proxies/p/rules   | [{'behavior':'delay','sleep':'LONG'}]",
        "PUT   | /proxies/p/rules   | [{'behavior':'delay','name':'LONG'}]",
        "PATCH | /proxies/p/rules   | [{'name':'LONG'}]",
        "POST  | /proxies/p/rules/r | {'behavior':'LONG'}",
        "PUT   | /proxies/p/behavior | {'name':'LONG'}",
        "PUT   | /proxies/p/behavior | {'name':'20:LONG'}",
        "PUT   | /proxies/p/behavior | {'name':'delay','LONG':1}",
        "PUT   | /proxies/p/behavior | {'name':'delay','sleep':'LONG'}",
        "PUT   | /proxies/p/backend  | {'backend':'LONG'}",
        "PUT   | /proxies/p/backend  | {'LONG':1,'backend':'h:1'}",
      })
  void repeatsLittleOfWhatItRefuses(String method, String path, String body) {
    Answer answer =
        rig.control.call(method, path, body.replace('\'', '"').replace("LONG", "x".repeat(40_000)));

    assertThat(answer.status()).isIn(400, 404);
    assertThat(answer.text().length()).isLessThan(8_000);
    assertThat(answer.text().contains("x".repeat(1_000))).isFalse();
  }

  @Test
  void repeatsLittleOfAPathOrAQuery() {
    String text = "x".repeat(7_000);
    for (String path :
        new String[] {
          "/proxies/" + text + "/behavior",
          "/proxies/p/rules/" + text,
          "/journal?" + text + "=1",
          "/journal?after=" + text
        }) {
      assertThat(rig.get(path).text().length()).as(path).isLessThan(1_000);
    }
  }

  @Test
  void namesAHundredThingsThatAreWrong() {
    ArrayNode rules = Json.MAPPER.createArrayNode();
    for (int i = 0; i < 1_000; i++) {
      rules.addObject().put("behavior", "none-" + i);
    }
    Answer answer = rig.control.put("/proxies/p/rules", rules.toString());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text().length()).isLessThan(9_000);
  }

  @Test
  void limitsHowManyRulesAndToxicsAProxyHas() {
    ArrayNode toxics = Json.MAPPER.createArrayNode();
    for (int i = 0; i < 1_000; i++) {
      toxics.addObject().put("type", "noop").put("name", "t" + i);
    }
    ObjectNode proxy = Json.object().put("name", "many").put("upstream", "h:1");
    proxy.put("enabled", false).set("toxics", toxics);
    assertThat(rig.post("/proxies", proxy.toString()).status()).isEqualTo(201);
    assertRefused(
        rig.post("/proxies/many/toxics", "{\"type\":\"noop\",\"name\":\"one\"}"),
        400,
        "bad request body: toxics: 1001 of them (expected: at most 1000)");
    toxics.addObject().put("type", "noop").put("name", "one");
    assertRefused(
        rig.post("/populate", "[" + proxy + "]"),
        400,
        "bad request body: proxies.many.toxics: 1001 of them (expected: at most 1000)");
    assertThat(rig.control.delete("/proxies/many").status()).isEqualTo(204);

    ArrayNode rules = Json.MAPPER.createArrayNode();
    for (int i = 0; i < 1_001; i++) {
      rules.add("delay");
    }
    assertRefused(
        rig.control.put("/proxies/p/rules", rules.toString()),
        400,
        "bad request body: rules: 1001 of them (expected: at most 1000)");
  }

  @Test
  void limitsWhatAnOptionHolds() {
    String body = "{\"name\":\"delay\",\"sleep\":\"" + "1".repeat(65_537) + "\"}";

    assertThat(rig.control.put("/proxies/p/behavior", body).text())
        .contains("(expected: at most 65536 characters)");
  }
}
