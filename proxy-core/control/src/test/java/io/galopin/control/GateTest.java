package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.control.ControlRig.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests which calls are admitted, over raw sockets, because client libraries do not send such
 * headers.
 */
class GateTest {

  private static ControlRig rig;
  private static ControlRig everywhere;
  private static ControlRig guarded;

  @BeforeAll
  static void start() {
    rig = ControlRig.start();
    everywhere = ControlRig.two().main("web").host("0.0.0.0").token("s3cret").start();
    guarded = ControlRig.two().main("web").token("s3cret").start();
  }

  @AfterAll
  static void stop() throws IOException {
    for (ControlRig started : List.of(rig, everywhere, guarded)) {
      started.close();
    }
  }

  /** Sends a GET and returns the status line and the JSON of the reply. */
  private static String get(ControlRig rig, String path, String... headers) {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\n"
            + String.join("", lines(headers))
            + "Connection: close\r\n\r\n";
    return rig.raw(request.replace("PORT", String.valueOf(rig.address.getPort())));
  }

  private static List<String> lines(String... headers) {
    return List.of(headers).stream().map(header -> header + "\r\n").toList();
  }

  private static void assertRefused(String reply, int status) {
    assertThat(reply).startsWith("HTTP/1.1 " + status + " ");
    assertThat(reply.substring(reply.indexOf("\r\n\r\n") + 4))
        .matches("\\{\"error\":\"[^\"]+\",\"status\":" + status + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:PORT",
        "LocalHost:PORT",
        "127.0.0.1:PORT",
        "127.1.2.3",
        "[::1]:PORT",
        "[::1]",
        "localhost:1"
      })
  void letsInThoseWhoCallThisMachine(String host) {
    assertThat(get(rig, "/behavior", "Host: " + host)).startsWith("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "127.0.0.1.:PORT",
        "",
        "128.0.0.1",
        "10.0.0.1:PORT",
        "[::2]:PORT"
      })
  void keepsOutOtherHostsWhenOnLoopback(String host) {
    assertRefused(get(rig, "/behavior", "Host: " + host), 403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1@evil.example", "localhost:x", "localhost localhost"})
  void refusesAHostThatIsNone(String host) {
    assertRefused(get(rig, "/behavior", "Host: " + host), 400);
  }

  @Test
  void keepsOutOtherHostsFromTheVersionToo() {
    assertRefused(get(rig, "/version", "Host: evil.example"), 403);
  }

  @Test
  void wantsOneHost() {
    assertRefused(get(rig, "/behavior"), 400);
    assertRefused(get(rig, "/behavior", "Host: localhost", "Host: localhost"), 400);
  }

  @Test
  void wantsTheHostOfAnAbsoluteTarget() {
    assertRefused(get(rig, "http://evil.example/behavior", "Host: localhost"), 400);
    assertRefused(get(rig, "http://localhost.evil.example/behavior", "Host: localhost"), 400);
    assertThat(get(rig, "http://LocalHost:PORT/behavior", "Host: localhost:PORT"))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void takesOldClientsWithoutAHost() {
    assertThat(rig.raw("GET /behavior HTTP/1.0\r\n\r\n")).contains(" 200 OK", "dummy");
  }

  @Test
  void takesAnyHostWhenNotOnLoopback() {
    assertThat(get(everywhere, "/version", "Host: galopin.example:8474"))
        .startsWith("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://evil.example",
        "http://evil.example:PORT",
        "https://localhost:PORT",
        "http://localhost",
        "http://localhost:1",
        "http://127.0.0.1:PORT",
        "file://",
        ""
      })
  void keepsOutPagesOfOtherOrigins(String origin) {
    assertRefused(get(rig, "/behavior", "Host: localhost:PORT", "Origin: " + origin), 403);
  }

  @Test
  void keepsOutPagesWhoseNameWasMadeToPointHere() {
    assertRefused(
        get(rig, "/behavior", "Host: evil.example:PORT", "Origin: http://evil.example:PORT"), 403);
  }

  @Test
  void keepsOutASecondOrigin() {
    assertRefused(
        get(
            rig,
            "/behavior",
            "Host: localhost:PORT",
            "Origin: http://localhost:PORT",
            "Origin: http://evil.example"),
        403);
  }

  @Test
  void letsInItsOwnOrigin() {
    assertThat(get(rig, "/behavior", "Host: localhost:PORT", "Origin: http://localhost:PORT"))
        .startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void neverAllowsOtherOriginsToRead() {
    String preflight =
        rig.raw(
            """
            OPTIONS /behavior HTTP/1.1
            Host: localhost
            Origin: http://evil.example
            Access-Control-Request-Method: PUT
            Connection: close

            """
                .replace("\n", "\r\n"));

    assertRefused(preflight, 403);
    assertThat(preflight.toLowerCase(Locale.ROOT)).doesNotContain("access-control");
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, 403",
    "same-site, 403",
    "'', 403",
    "Same-Origin, 403",
    "another, 403",
    "same-origin, 200",
    "none, 200"
  })
  void keepsOutWhatABrowserSendsForAnotherSite(String site, int status) {
    assertThat(get(rig, "/behavior", "Host: localhost", "Sec-Fetch-Site: " + site))
        .startsWith("HTTP/1.1 " + status);
    assertThat(
            get(
                rig,
                "/behavior",
                "Host: localhost:PORT",
                "Origin: http://localhost:PORT",
                "Sec-Fetch-Site: same-origin",
                "Sec-Fetch-Site: " + site))
        .startsWith("HTTP/1.1 " + status);
  }

  @Test
  void keepsOutBrowsers() {
    assertRefused(
        get(rig, "/behavior", "Host: localhost", "User-Agent: Mozilla/5.0 (X11; Linux)"), 403);
    assertThat(get(rig, "/behavior", "Host: localhost", "User-Agent: toxiproxy-cli Mozilla/5.0"))
        .startsWith("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer s3cret, 200",
    "bearer s3cret, 200",
    "BEARER   s3cret, 200",
    "Bearer s3cre, 401",
    "Bearer s3crett, 401",
    "Bearer S3cret, 401",
    "Bearer, 401",
    "s3cret, 401",
    "Basic s3cret, 401",
    "'', 401"
  })
  void wantsTheToken(String authorization, int status) {
    assertThat(get(guarded, "/behavior", "Host: localhost", "Authorization: " + authorization))
        .startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/behavior", "/behaviors", "/backend", "/proxies/web/behavior", "/journal", "/protocols",
        "/plugins", "/openapi.json", "/nothing", "/version/", "/version/../behavior", "//version"
      })
  void wantsTheTokenForEveryCallButTheVersion(String path) {
    String reply = get(guarded, path, "Host: localhost");

    assertRefused(reply, 401);
    assertThat(reply.toLowerCase(Locale.ROOT)).contains("www-authenticate: bearer");
  }

  @Test
  void changesNothingWithoutTheToken() {
    Answer refused =
        guarded.send(
            HttpRequest.newBuilder(guarded.uri("/behavior"))
                .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"hang\"}"))
                .build());

    assertThat(refused.status()).isEqualTo(401);
    assertThat(guarded.proxy("web").spec().rules().isEmpty()).isTrue();
  }

  @Test
  void tellsItsVersionToAnybody() {
    String reply = get(guarded, "/version", "Host: localhost");

    assertThat(reply)
        .startsWith("HTTP/1.1 200 OK")
        .endsWith("{\"version\":\"2.12.0\",\"galopin\":\"0.1.0-test\"}");
  }
}
