package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests with generated bodies that refused calls change nothing. */
class ToxiproxyBodiesTest {

  private static final String PROXY =
      "{\"name\":\"new\",\"upstream\":\"a:1\",\"enabled\":false,\"protocol\":\"http\","
          + "\"behaviors\":{\"delay\":{\"weight\":5,\"sleep\":2}},\"toxics\":[{\"type\":\"latency\","
          + "\"stream\":\"upstream\",\"toxicity\":0.5,\"attributes\":{\"latency\":5}}]}";

  private static final String TOXIC =
      "{\"name\":\"t\",\"type\":\"slicer\",\"stream\":\"downstream\",\"toxicity\":0.5,"
          + "\"attributes\":{\"average_size\":10,\"size_variation\":2,\"delay\":3}}";

  /** Valid bodies, by call. */
  private static final Map<String, List<String>> CALLS =
      Map.of(
          "/proxies", List.of(PROXY),
          "/populate", List.of("[" + PROXY + ",{\"name\":\"b\",\"upstream\":\"b:2\"}]"),
          "/proxies/web", List.of(PROXY, "{\"enabled\":true}"),
          "/proxies/web/toxics", List.of(TOXIC, "{\"type\":\"latency\"}"),
          "/proxies/web/toxics/x",
              List.of("{\"toxicity\":0.1,\"attributes\":{\"latency\":7,\"jitter\":1}}"));

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          "\"",
          "\\",
          "null",
          "true",
          "-1",
          "1e999999999",
          "-0",
          "1e-999",
          "0.1",
          "\"name\"",
          "\"type\":",
          "\"attributes\":{",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "bandwidth",
          "limit_data",
          "\u0000",
          "9".repeat(20),
          "9".repeat(900),
          "9".repeat(2000),
          "[".repeat(500),
          "{\"a\":".repeat(500),
          "\uFEFF",
          "ü",
          "\"x y\"",
          "/",
          "\"Toxicity\":2",
          "\"behaviors\":\"100:error\"",
          "9223372036854775808");

  private static ToxiproxyRig rig;

  @BeforeAll
  static void start() {
    rig = new ToxiproxyRig();
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
  }

  private static byte[] body(List<String> seeds, Random random) {
    StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    for (int edits = random.nextInt(4); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(6));
      text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(4) == 0 && bytes.length > 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static void begin() {
    rig.get("/proxies")
        .json()
        .fieldNames()
        .forEachRemaining(
            name -> rig.control.engine.proxies().forEach(proxy -> proxy.close().join()));
    rig.create("web", ",\"toxics\":[{\"name\":\"x\",\"type\":\"latency\"}]");
  }

  private static Answer send(String method, String path, byte[] body) {
    return rig.control.send(
        HttpRequest.newBuilder(rig.control.uri(path))
            .method(method, BodyPublishers.ofByteArray(body))
            .build());
  }

  @ParameterizedTest
  @ValueSource(longs = 1)
  void areDoneOrRefusedAndThenChangeNothing(long seed) {
    doneOrRefused(seed);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(longs = {2, 3, 4, 5, 6, 7, 8})
  void soAreMore(long seed) {
    doneOrRefused(seed);
  }

  private void doneOrRefused(long seed) {
    Random random = new Random(seed);
    List<String> paths = CALLS.keySet().stream().sorted().toList();
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      if (i % 25 == 0) {
        begin();
      }
      String path = paths.get(random.nextInt(paths.size()));
      boolean change = path.startsWith("/proxies/web") && !path.endsWith("/toxics");
      byte[] body = body(CALLS.get(path), random);
      JsonNode before = rig.get("/proxies").json();

      Answer answer = send(change && random.nextBoolean() ? "PATCH" : "POST", path, body);

      String what = path + " " + new String(body, StandardCharsets.UTF_8) + " → " + answer.text();
      assertThat(answer.status()).as(what).isIn(200, 201, 400, 409);
      if (answer.status() >= 400) {
        refused++;
        assertThat(rig.get("/proxies").json()).as(what).isEqualTo(before);
        assertThat(answer.json().get("status").intValue()).as(what).isEqualTo(answer.status());
        assertThat(answer.json().get("error").textValue())
            .as(what)
            .isNotBlank()
            .doesNotContain("Exception", "jackson", "at io.");
      }
    }
    assertThat(refused).isBetween(150, 490);
  }

  @Test
  void tooLargeABodyIsRefused() {
    begin();
    JsonNode before = rig.get("/proxies").json();
    byte[] body =
        ("{\"name\":\"" + "a".repeat(10_000_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
    for (String path : CALLS.keySet()) {
      ToxiproxyRig.assertRefused(send("POST", path, body), 413, "bad request body: more than");
    }
    assertThat(rig.get("/proxies").json()).isEqualTo(before);
  }

  @Test
  void deepNestingIsRefused() {
    begin();
    JsonNode before = rig.get("/proxies").json();
    for (String path : CALLS.keySet()) {
      for (String open : List.of("[", "{\"attributes\":", "{\"a\":")) {
        byte[] body = open.repeat(50_000).getBytes(StandardCharsets.US_ASCII);
        ToxiproxyRig.assertRefused(send("POST", path, body), 400, "bad request body: ");
      }
    }
    assertThat(rig.get("/proxies").json()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "99999999999999999999999"})
  void refusesAWholeNumberBeyond63Bits(String number) {
    String toxic = "{\"type\":\"latency\",\"attributes\":{\"latency\":" + number + "}}";

    ToxiproxyRig.assertRefused(
        rig.post("/proxies", "{\"name\":\"n\",\"upstream\":\"h:1\",\"toxics\":[" + toxic + "]}"),
        400,
        "bad request body: latency: " + number + " (expected: whole numbers from ");
  }
}
