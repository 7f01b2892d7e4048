package io.galopin.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.control.ControlRig.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests requests that are too large, or not requests of this API at all. */
class BadRequestsTest {

  private ControlRig rig;

  @BeforeEach
  void start() {
    rig = ControlRig.start();
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private static void assertRefused(Answer answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().get("status").intValue()).isEqualTo(status);
    assertThat(answer.json().get("error").textValue()).isNotBlank();
    assertThat(answer.response().headers().firstValue("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/nothing", "/behaviours", "/proxies/web/nothing", "/behavior/x"})
  void answersCallsThatThereAreNotWithJson(String path) {
    assertRefused(rig.get(path), 404);
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /behavior, 'GET, PUT'",
    "POST, /backend, 'GET, PUT'",
    "PATCH, /proxies/web/behavior, 'GET, PUT'",
    "PUT, /behaviors, GET",
    "POST, /version, GET",
    "OPTIONS, /journal, GET"
  })
  void answersOtherMethodsWithThoseThatThereAre(String method, String path, String allowed) {
    Answer answer =
        rig.send(
            HttpRequest.newBuilder(rig.uri(path)).method(method, BodyPublishers.noBody()).build());

    assertRefused(answer, 405);
    assertThat(answer.response().headers().firstValue("Allow")).contains(allowed);
  }

  @ParameterizedTest
  @ValueSource(ints = {(1 << 20) + 1, 10 << 20})
  void refusesALargeBodyAndGoesOn(int size) {
    Answer answer = rig.put("/behavior", new byte[size]);

    assertRefused(answer, 413);
    assertThat(rig.get("/behavior").status()).isEqualTo(200);
  }

  @Test
  void refusesALargeBodyInChunks() {
    Answer answer =
        rig.send(
            HttpRequest.newBuilder(rig.uri("/behavior"))
                .PUT(
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[2 << 20])))
                .build());

    assertRefused(answer, 413);
  }

  @Test
  void takesABodyOfJustTheLimit() {
    String body = "{\"name\": \"delay\"}";

    Answer answer = rig.put("/behavior", body + " ".repeat((1 << 20) - body.length()));

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void answersALongPipeline() {
    String call = "GET /version HTTP/1.1\r\nHost: localhost\r\n";

    String replies = rig.raw((call + "\r\n").repeat(500) + call + "Connection: close\r\n\r\n");

    assertThat(replies.split("HTTP/1.1 200 OK", -1)).hasSize(502);
  }

  @Test
  void wantsAParameterOnce() {
    assertRefused(rig.get("/journal?after=1&after=2"), 400);
  }

  @Test
  void takesABodyForWhichTheClientWaits() {
    Answer answer =
        rig.send(
            HttpRequest.newBuilder(rig.uri("/behavior"))
                .expectContinue(true)
                .PUT(BodyPublishers.ofString("{\"name\": \"delay\"}"))
                .build());

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json", "text/plain", "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x", "multipart/form-data", "nonsense"
      })
  void doesNotLookAtTheContentType(String type) {
    // Longer than a form's field may be.
    String body = "{\"name\": \"delay\"}" + " ".repeat(20_000);

    Answer answer =
        rig.send(
            HttpRequest.newBuilder(rig.uri("/behavior"))
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofString(body))
                .build());

    assertThat(answer.text()).isEqualTo("{\"status\":\"ok\"}");
  }

  @Test
  void hangsUpOnAClientThatDoesNotStopSending() throws IOException {
    byte[] megabyte = new byte[1 << 20];
    try (Socket socket = rig.connect()) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n"
              .getBytes(StandardCharsets.US_ASCII));
      int sent = 0;
      try {
        for (; sent < 1000; sent++) {
          out.write(megabyte);
        }
      } catch (IOException hungUp) {
        // This is expected.
      }
      assertThat(sent).isBetween(16, 999);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'GET /behavior HTTP/1.1\r\nHost: localhost\r\nX: LONG\r\n\r\n', 431",
    "'GET /LONG HTTP/1.1\r\nHost: localhost\r\n\r\n', 414",
    "'GET /behavior HTTP/1.1\r\nHost: localhost\r\nbad header\r\n\r\n', 400",
    "'NONSENSE\r\n\r\n', 400",
    "'PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n{}', 400",
    "'GET /proxies/%zz/behavior HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400",
    "'GET /journal?after=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n', 400"
  })
  void answersBrokenHttpWithJson(String request, int status) {
    String reply = rig.raw(request.replace("LONG", "x".repeat(100_000)));

    assertThat(reply).startsWith("HTTP/1.").contains(" " + status + " ");
    assertThat(reply.substring(reply.indexOf("\r\n\r\n") + 4))
        .matches("\\{\"error\":\"[^\"]+\",\"status\":" + status + "}");
    assertThat(rig.get("/behavior").status()).isEqualTo(200);
  }

  @Test
  void answersPipelinedCallsInOrder() {
    String call = "PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: 16\r\n\r\n";
    String replies =
        rig.raw(
            call
                + "{\"name\": \"hang\"}"
                + "GET /behavior HTTP/1.1\r\nHost: localhost\r\n\r\n"
                + call
                + "{\"name\": \"none\"}"
                + "GET /version HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(replies)
        .containsSubsequence(
            "{\"status\":\"ok\"}", "{\"behavior\":\"hang\"}", "does not exist", "galopin");
  }

  @Test
  void closesConnectionsOnWhichNothingMoves() throws IOException {
    try (ControlRig hasty = ControlRig.options().idle(Duration.ofMillis(200)).start();
        Socket socket = hasty.connect()) {
      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void goesOnWhenClientsLeaveAtAnyPoint() throws IOException {
    String request =
        """
        PUT /behavior HTTP/1.1\r
        Host: localhost\r
        Content-Length: 17\r
        \r
        {"name": "delay"}""";
    for (int length = 0; length < request.length(); length++) {
      Socket socket = rig.connect();
      socket
          .getOutputStream()
          .write(request.substring(0, length).getBytes(StandardCharsets.US_ASCII));
      socket.setSoLinger(true, 0);
      socket.close();
    }

    await().until(() -> rig.get("/behavior").text().equals("{\"behavior\":\"dummy\"}"));
  }

  @Test
  void releasesTheCallsOfAClientThatHasLeft() throws IOException {
    String call =
        """
        PUT /behavior HTTP/1.1\r
        Host: localhost\r
        Content-Length: 16\r
        \r
        {"name": "hang"}""";
    for (int i = 0; i < 50; i++) {
      Socket socket = rig.connect();
      String calls = (call + "GET /version HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(1 + i % 5);
      socket.getOutputStream().write(calls.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      while (socket.getInputStream().read() >= 0) {
        // Wait until the server has closed the connection. The leak check does the rest.
      }
    }
    assertThat(rig.get("/behavior").status()).isEqualTo(200);
  }
}
