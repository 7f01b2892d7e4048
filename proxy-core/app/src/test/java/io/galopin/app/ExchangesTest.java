package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what exchanges are recorded with what clients have seen, over sockets. */
class ExchangesTest {

  private static final int CLIENTS = 64;
  private static final int EACH = 20;

  @TempDir private Path folder;
  private final ServerSocket backend = open();

  /** What clients have seen: a line per exchange, as {@link #seen} makes it of a record. */
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  @AfterEach
  void close() throws IOException {
    backend.close();
  }

  /** Answers everything that ends with {@code end}. */
  private void serve(String end, String reply) {
    daemon(
        () -> {
          while (true) {
            Socket socket = backend.accept();
            daemon(
                () -> {
                  while (read(socket.getInputStream(), end) != null) {
                    socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
                  }
                });
          }
        });
  }

  /** Does something with sockets. */
  private interface Work {
    void run() throws IOException;
  }

  private static Thread daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // By the other side.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Reads to the end of a message; null at the end of the stream. */
  private static @Nullable String read(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.length() < end.length()
        || !text.substring(text.length() - end.length()).equals(end)) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      text.append((char) next);
    }
    return text.toString();
  }

  private void load(Ready ready, String request, String end, String label, int failing) {
    load(ready.proxies().get(0).address().orElseThrow(), request, end, label, failing);
  }

  /** Lets each client send its requests, and notes what it sees. Every n-th is to fail. */
  private void load(
      InetSocketAddress where, String request, String end, String label, int failing) {
    List<Thread> clients = new ArrayList<>();
    for (int c = 0; c < CLIENTS; c++) {
      String client = "c" + c;
      clients.add(
          daemon(
              () -> {
                try (Socket socket = new Socket(where.getAddress(), where.getPort())) {
                  for (int i = 1; i <= EACH; i++) {
                    String sent = request.replace("CLIENT", client).replace("NUMBER", "" + i);
                    socket.getOutputStream().write(sent.getBytes(ISO_8859_1));
                    String reply = String.valueOf(read(socket.getInputStream(), end));
                    String what = label.replace("CLIENT", client).replace("NUMBER", "" + i);
                    boolean failed = failing > 0 && i % failing == 0;
                    assertThat(reply.contains("503")).isEqualTo(failed);
                    seen.add(
                        i + " " + what + " " + sent.length() + " " + reply.length() + " " + failed);
                  }
                }
              }));
    }
    try {
      for (Thread client : clients) {
        client.join();
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private Path file() {
    return folder.resolve("exchanges.jsonl");
  }

  private void run(String protocol, Consumer<Ready> whenReady, String... more) {
    List<String> words =
        new ArrayList<>(List.of("--backend", "127.0.0.1:" + backend.getLocalPort()));
    words.addAll(List.of("--proxy", "127.0.0.1:0", "--protocol", protocol));
    words.addAll(List.of("--exchanges", file().toString()));
    words.addAll(List.of(more));
    Ran ran = Ran.command(new RunCommand(whenReady), words.toArray(String[]::new));
    assertThat(ran.exitCode()).as(ran.err()).isZero();
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (IOException torn) {
      throw new AssertionError(line, torn);
    }
  }

  private List<JsonNode> written() throws IOException {
    return Files.readAllLines(file()).stream().map(ExchangesTest::json).toList();
  }

  private static String seen(JsonNode line) {
    return line.path("exchange").asLong()
        + " "
        + line.path("request").asText()
        + " "
        + line.path("in").asLong()
        + " "
        + line.path("out").asLong()
        + " "
        + line.path("error").asBoolean();
  }

  private void assertThatAllAreWritten() throws IOException {
    assertThat(seen).hasSize(CLIENTS * EACH);
    List<JsonNode> written = written();
    assertThat(written).map(ExchangesTest::seen).containsExactlyInAnyOrderElementsOf(seen);
    assertThat(written).map(line -> line.path("connection").asLong()).contains(1L, (long) CLIENTS);
    assertThat(written)
        .allSatisfy(
            line -> {
              assertThat(line.path("ms").asDouble())
                  .isGreaterThanOrEqualTo(line.path("backend-ms").asDouble());
              assertThat(line.path("client").asText()).matches("127\\.0\\.0\\.1:\\d+");
            });
  }

  private static final String REQUEST = "GET /CLIENT/NUMBER?q=x HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String REPLY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
  private static final String END = "\r\n\r\n";

  @Test
  void ofHttpAreThoseOfTheLoadsLog() throws IOException {
    serve(END, REPLY);

    run(
        "http",
        ready -> load(ready, REQUEST, END, "GET /CLIENT/NUMBER?…", 5),
        "--rule",
        "fails: when exchange=5|10|15|20 error status=503 body=\"\"");

    assertThatAllAreWritten();
    List<JsonNode> failed =
        written().stream().filter(line -> line.path("error").asBoolean()).toList();
    assertThat(failed).hasSize(CLIENTS * EACH / 5);
    assertThat(failed)
        .allSatisfy(
            line -> {
              assertThat(line.path("how").asText()).isEqualTo("answered");
              assertThat(line.at("/faults/0/rule").asText()).isEqualTo("fails");
              assertThat(line.at("/faults/0/behavior").asText()).isEqualTo("error");
            });
  }

  @Test
  void ofRedisAreThoseOfTheLoadsLog() throws IOException {
    serve("\r\n", "+OK\r\n");

    run("redis", ready -> load(ready, "GET CLIENT:NUMBER\r\n", "\r\n", "GET CLIENT:NUMBER", 0));

    assertThatAllAreWritten();
    assertThat(written())
        .allSatisfy(line -> assertThat(line.path("how").asText()).isEqualTo("replied"));
  }

  /** Without a rule, so that only this option makes the proxy look at the bytes. */
  @Test
  void ofTcpAreThoseOfTheLoadsLog() throws IOException {
    serve("\n", "pong\n");

    run("tcp", ready -> load(ready, "ping\n", "\n", "5 bytes", 0));

    assertThatAllAreWritten();
  }

  /** A client that follows and does not read keeps nobody waiting. */
  @Test
  void areAllWrittenBesideAFollowerThatDoesNotRead() throws IOException {
    serve(END, REPLY);

    run(
        "http",
        ready -> {
          try (Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(ready.control().orElseThrow());
            stuck
                .getOutputStream()
                .write("GET /exchanges HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            assertThat(read(stuck.getInputStream(), END)).startsWith("HTTP/1.1 200");
            load(ready, REQUEST, END, "GET /CLIENT/NUMBER?…", 0);
          } catch (IOException failed) {
            throw new UncheckedIOException(failed);
          }
        },
        "--http",
        "--http-port",
        "0");

    assertThatAllAreWritten();
  }

  @Test
  void areShownAsTheyEndIfAConditionHolds() throws IOException {
    serve(END, REPLY);
    Queue<Ran> shown = new ConcurrentLinkedQueue<>();

    run(
        "http",
        ready -> {
          String url = "http://" + Address.of(ready.control().orElseThrow());
          Thread following =
              new Thread(
                  () ->
                      shown.add(
                          Ran.galopin(
                              "exchanges",
                              "--when",
                              "http.path=/c7/* http.status=200",
                              "--proxy",
                              "main",
                              "--count",
                              "12",
                              "--json",
                              "--host",
                              url)));
          following.start();
          // What ended before it follows is not shown, so there is always more.
          while (following.isAlive()) {
            load(ready, REQUEST, END, "GET /CLIENT/NUMBER?…", 0);
          }
        },
        "--http",
        "--http-port",
        "0");

    List<String> lines = shown.remove().out().lines().toList();
    assertThat(lines).hasSize(12).allSatisfy(line -> assertThat(line).contains("\"GET /c7/"));
    assertThat(Files.readAllLines(file())).containsAll(lines);
  }

  @Test
  void goToStandardOutputAndNothingElseDoes() throws IOException {
    serve(END, REPLY);
    Consumer<Ready> load = ready -> load(ready, REQUEST, END, "GET /CLIENT/NUMBER?…", 0);

    Ran ran =
        Ran.command(
            new RunCommand(load),
            "--backend",
            "127.0.0.1:" + backend.getLocalPort(),
            "--proxy",
            "127.0.0.1:0",
            "--protocol",
            "http",
            "--exchanges",
            "-");

    assertThat(ran.err()).contains("127.0.0.1:" + backend.getLocalPort());
    assertThat(ran.out().lines().map(ExchangesTest::json).map(ExchangesTest::seen))
        .containsExactlyInAnyOrderElementsOf(seen);
  }

  @Test
  void cannotGoToTheFileOfTheJournal() {
    Ran ran = Ran.galopin("--backend", "localhost:1", "--journal", "-", "--exchanges", "-");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.err())
        .contains("--exchanges: - (expected: another file than that of the journal)");
  }

  /** A signal ends the process, which writes what waits. */
  @Test
  void areAllInTheFileWhenAServerIsTerminated() throws Exception {
    serve(END, REPLY);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "--quiet",
                "--backend",
                "127.0.0.1:" + backend.getLocalPort(),
                "--proxy",
                "127.0.0.1:0",
                "--protocol",
                "http",
                "--exchanges",
                file().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(UTF_8)) {
      String port =
          String.valueOf(out.readLine()).replaceFirst(".*?127\\.0\\.0\\.1:(\\d+).*", "$1");
      load(
          new InetSocketAddress("127.0.0.1", Integer.parseInt(port)),
          REQUEST,
          END,
          "GET /CLIENT/NUMBER?…",
          0);
      process.destroy();
      assertThat(process.waitFor()).isIn(0, 143);
    } finally {
      process.destroyForcibly();
    }

    assertThatAllAreWritten();
  }
}
