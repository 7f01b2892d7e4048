package io.galopin.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that a server with a heap of 64 MiB always replies and never runs out of memory, whatever
 * callers send.
 */
class SmallHeapTest {

  private static final int MEGABYTE = 1_000_000;

  @TempDir private static Path folder;
  private static Process process;
  private static int port;
  private final List<Socket> crowd = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName())
            .redirectError(log().toFile())
            .start();
    BufferedReader out = process.inputReader();
    String line = String.valueOf(out.readLine());
    while (!line.matches("[0-9]+")) {
      assertThat(process.isAlive()).isTrue();
      line = String.valueOf(out.readLine());
    }
    port = Integer.parseInt(line);
  }

  private static Path log() {
    return folder.resolve("log");
  }

  @AfterEach
  void leave() throws IOException {
    for (Socket socket : crowd) {
      socket.close();
    }
  }

  @AfterAll
  static void stop() throws Exception {
    process.getOutputStream().close();
    process.onExit().join();
    assertThat(Files.readString(log())).doesNotContain("OutOfMemory");
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
    crowd.add(socket);
    return socket;
  }

  private String call(String method, String path, String body) throws IOException {
    try (Socket socket = connect()) {
      socket
          .getOutputStream()
          .write(
              (method
                      + " "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                      + body.length()
                      + "\r\n\r\n"
                      + body)
                  .getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void answersBesideAHundredCallsThatDoNotEnd() throws IOException {
    for (int i = 0; i < 100; i++) {
      Socket socket = connect();
      socket
          .getOutputStream()
          .write(
              "POST /proxies HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1048576\r\n\r\n"
                  .getBytes(US_ASCII));
      socket.getOutputStream().write(new byte[MEGABYTE]);
    }

    assertThat(call("GET", "/version", "")).startsWith("HTTP/1.1 200 ");
    assertThat(call("PUT", "/proxies/web/behavior", "{\"name\":\"delay\"}"))
        .startsWith("HTTP/1.1 200 ");
    leave();
    String large = "{\"name\":\"delay\"}" + " ".repeat(MEGABYTE);
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> call("PUT", "/proxies/web/behavior", large).startsWith("HTTP/1.1 200 "));
  }

  @Test
  void refusesAMegabyteOfBracketsAndNames() throws IOException {
    String toxics = "{\"name\":\"x\",\"upstream\":\"h:1\",\"enabled\":false,\"toxics\":[";
    List<String> bodies =
        List.of(
            "[".repeat(MEGABYTE),
            "[" + "{},".repeat(MEGABYTE / 3 - 5) + "{}]",
            toxics + "{\"type\":\"noop\"},".repeat(60_000) + "{}]}",
            toxics + "{\"type\":\"noop\"},".repeat(10_000) + "{}]}",
            "{\"name\":\"x\",\"upstream\":\"h:1\",\"rules\":["
                + "\"\",".repeat(MEGABYTE / 3 - 50)
                + "\"\"]}",
            "{\"name\":\"x\",\"upstream\":\"h:1\",\"protocol\":\"http\",\"rules\":[\"when "
                + "http.path~a{1000} ".repeat(900)
                + "delay\"]}");
    for (String body : bodies) {
      for (String path : List.of("/proxies", "/populate")) {
        assertThat(call("POST", path, body)).startsWith("HTTP/1.1 400 ");
      }
    }
    assertThat(call("GET", "/version", "")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void boundsWhatAllProxiesAreMadeOf() throws IOException {
    int made = 0;
    // Until there is no room for the smallest of them either.
    for (int rules : List.of(900, 90, 9, 1, 0)) {
      int before = made;
      String answer = call("POST", "/proxies", proxy(made, rules));
      while (answer.startsWith("HTTP/1.1 201 ") && made < before + 100) {
        made++;
        answer = call("POST", "/proxies", proxy(made, rules));
      }
      assertFull(answer);
      assertThat(made).isGreaterThan(before == 0 ? 1 : 0);
    }

    String smallest = "/proxies/n" + (made - 1);
    assertFull(call("POST", "/populate", "[" + proxy(made, 0) + "]"));
    assertFull(call("PUT", smallest + "/rules", rules(2)));
    assertFull(call("POST", smallest, "{\"rules\":" + rules(2) + "}"));
    assertFull(call("POST", smallest + "/toxics", "{\"type\":\"noop\"}"));
    assertFull(call("PUT", smallest + "/behavior", "{\"name\":\"error\"}"));
    assertFull(call("PUT", smallest + "/behavior", "{\"name\":\"1:error,2:delay\"}"));
    assertThat(call("GET", smallest + "/behavior", "")).endsWith("{\"behavior\":\"dummy\"}");
    assertThat(call("GET", smallest + "/toxics", "")).endsWith("[]");
    assertThat(call("GET", "/proxies", "")).startsWith("HTTP/1.1 200 ");
    assertThat(call("PUT", "/proxies/n0/rules", rules(0))).startsWith("HTTP/1.1 200 ");
    assertThat(call("PUT", smallest + "/rules", rules(2))).startsWith("HTTP/1.1 200 ");
    assertFull(setLargeBehaviors(made));
    for (int i = 0; i < made; i++) {
      assertThat(call("DELETE", "/proxies/n" + i, "")).startsWith("HTTP/1.1 204 ");
    }
  }

  /** Returns the last answer. */
  private String setLargeBehaviors(int proxies) throws IOException {
    String large = "{\"name\":\"error\",\"body\":\"" + "b".repeat(60_000) + "\"}";
    String answer = "";
    for (int i = 0; i < proxies && !answer.startsWith("HTTP/1.1 503 "); i++) {
      answer = call("PUT", "/proxies/n" + i + "/behavior", large);
    }
    return answer;
  }

  private static void assertFull(String answer) {
    assertThat(answer).startsWith("HTTP/1.1 503 ").contains("more than a quarter of the heap");
  }

  private static String proxy(int number, int rules) {
    return "{\"name\":\"n"
        + number
        + "\",\"upstream\":\"h:1\",\"enabled\":false,\"protocol\":\"http\",\"rules\":"
        + rules(rules)
        + "}";
  }

  /** Returns rules that are counted as about 5 KB each. */
  private static String rules(int count) {
    String rule = "\"when http.path=" + "b".repeat(900) + " delay\"";
    return "[" + String.join(",", Collections.nCopies(count, rule)) + "]";
  }

  @Test
  void answersBesideAHundredClientsThatDoNotRead() throws IOException {
    String proxy = "{\"name\":\"p%d\",\"upstream\":\"h:1\",\"enabled\":false},";
    StringBuilder all = new StringBuilder("[");
    for (int i = 0; i < 1_500; i++) {
      all.append(proxy.formatted(i));
    }
    assertThat(call("POST", "/populate", all.append(proxy.formatted(-1)) + "{}]"))
        .startsWith("HTTP/1.1 400 ");
    all.setCharAt(all.length() - 1, ']');
    assertThat(call("POST", "/populate", all.toString())).startsWith("HTTP/1.1 201 ");

    for (int i = 0; i < 100; i++) {
      connect()
          .getOutputStream()
          .write("GET /proxies HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20).getBytes(US_ASCII));
    }

    assertThat(call("GET", "/version", "")).startsWith("HTTP/1.1 200 ");
    assertThat(call("PUT", "/proxies/p1/behavior", "{\"name\":\"delay\"}"))
        .startsWith("HTTP/1.1 200 ");
  }
}
