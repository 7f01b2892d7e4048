package io.galopin.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares what exchanges are recorded with what clients have seen, over sockets. */
@SuppressWarnings("AddressSelection") // they are literals
class ExchangesTest {

  private static final int ALL = ExchangeLoad.CLIENTS * ExchangeLoad.EACH;

  @TempDir private Path folder;
  private final ExchangeLoad load = new ExchangeLoad();

  @AfterEach
  void close() throws IOException {
    load.close();
  }

  private void load(Ready ready, String request, String end, String label, int failing) {
    load.load(ready.proxies().get(0).address().orElseThrow(), request, end, label, failing);
  }

  private Path file() {
    return folder.resolve("exchanges.jsonl");
  }

  private void run(String protocol, Consumer<Ready> whenReady, String... more) {
    List<String> words = new ArrayList<>(List.of("--backend", load.address()));
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
    assertThat(load.seen()).hasSize(ALL);
    List<JsonNode> written = written();
    assertThat(written).map(ExchangesTest::seen).containsExactlyInAnyOrderElementsOf(load.seen());
    assertThat(written)
        .map(line -> line.path("connection").asLong())
        .contains(1L, (long) ExchangeLoad.CLIENTS);
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
    load.serve(END, REPLY);

    run(
        "http",
        ready -> load(ready, REQUEST, END, "GET /CLIENT/NUMBER?…", 5),
        "--rule",
        "fails: when exchange=5|10|15|20 error status=503 body=\"\"");

    assertThatAllAreWritten();
    List<JsonNode> failed =
        written().stream().filter(line -> line.path("error").asBoolean()).toList();
    assertThat(failed).hasSize(ALL / 5);
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
    load.serve("\r\n", "+OK\r\n");

    run("redis", ready -> load(ready, "GET CLIENT:NUMBER\r\n", "\r\n", "GET CLIENT:NUMBER", 0));

    assertThatAllAreWritten();
    assertThat(written())
        .allSatisfy(line -> assertThat(line.path("how").asText()).isEqualTo("replied"));
  }

  /** Without a rule, so that only this option makes the proxy look at the bytes. */
  @Test
  void ofTcpAreThoseOfTheLoadsLog() throws IOException {
    load.serve("\n", "pong\n");

    run("tcp", ready -> load(ready, "ping\n", "\n", "5 bytes", 0));

    assertThatAllAreWritten();
  }

  /** A client that follows and does not read keeps nobody waiting. */
  @Test
  void areAllWrittenBesideAFollowerThatDoesNotRead() throws IOException {
    load.serve(END, REPLY);

    run(
        "http",
        ready -> {
          try (Socket stuck = new Socket()) {
            stuck.setReceiveBufferSize(4096);
            stuck.connect(ready.control().orElseThrow());
            stuck
                .getOutputStream()
                .write("GET /exchanges HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
            assertThat(ExchangeLoad.read(stuck.getInputStream(), END)).startsWith("HTTP/1.1 200");
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
    load.serve(END, REPLY);
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
    load.serve(END, REPLY);
    Consumer<Ready> whenReady = ready -> load(ready, REQUEST, END, "GET /CLIENT/NUMBER?…", 0);

    Ran ran =
        Ran.command(
            new RunCommand(whenReady),
            "--backend",
            load.address(),
            "--proxy",
            "127.0.0.1:0",
            "--protocol",
            "http",
            "--exchanges",
            "-");

    assertThat(ran.err()).contains(load.address());
    assertThat(ran.out().lines().map(ExchangesTest::json).map(ExchangesTest::seen))
        .containsExactlyInAnyOrderElementsOf(load.seen());
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
    load.serve(END, REPLY);
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
                load.address(),
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
      load.load(
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
