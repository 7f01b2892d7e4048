package io.galopin.app.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.galopin.app.Ran;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.ServerAddress;
import io.galopin.app.client.command.ServerTrust;
import io.galopin.app.console.Command;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what client commands say when something is wrong, and how they find the server. */
class ClientFailuresTest {

  private RecordingServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RecordingServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          inspect                          | PROXY: missing (expected: galopin inspect PROXY)
          inspect web more                 | unexpected argument: more (expected: galopin inspect PROXY)
          list --strange                   | unknown option: --strange (expected: see galopin list --help)
          list --jsn                       | unknown option: --jsn (expected: --json? Or see galopin list --help)
          create web -u b:1                | --listen: missing (expected: galopin create PROXY --listen HOST:PORT)
          create web -l :0                 | --upstream: missing (expected: galopin create PROXY --upstream HOST:PORT)
          create web -l :0 -l :1 -u b:1    | --listen: given twice (expected: once)
          create web -l                    | --listen: no value (expected: HOST:PORT)
          toxic                            | toxic: no command (expected: one of add, update, remove)
          toxic ad web                     | toxic ad: unknown (expected: add? one of add, update, remove)
          toxic add web                    | --type: missing (expected: galopin toxic add PROXY --type TYPE)
          toxic add web -t x -u -d         | --downstream: given beside --upstream (expected: one of them)
          toxic add web -t x --tox 1.5     | --toxicity: 1.5 (expected: 0 to 1)
          toxic add web -t x --tox much    | --toxicity: much (expected: 0 to 1)
          toxic add web -t x -a latency    | --attribute: latency (expected: KEY=VALUE)
          toxic add web -t x -a a=1 -a a=2 | --attribute: a given twice (expected: once)
          toxic update web -a a=1          | --name: missing (expected: galopin toxic update PROXY --name NAME)
          toxic remove web                 | --name: missing (expected: galopin toxic remove PROXY --name NAME)
          behavior set                     | NAME: missing (expected: galopin behavior set NAME [OPTION...])
          populate /no/such/file           | /no/such/file: cannot be read (expected: a JSON array of proxies)
          list --host ftp://x              | --host: ftp://x (expected: a URL, as in http://localhost:8474)
          list --host http://              | --host: http:// (expected: a URL, as in http://localhost:8474)
          behavior get -h http://a:b       | --host: http://a:b (expected: a URL, as in http://localhost:8080)
          """)
  void refusesWhatMakesNoSense(String words, String sentence) {
    Ran ran = Ran.galopin(words.split(" "));

    assertThat(ran.err()).isEqualTo("galopin: " + sentence + System.lineSeparator());
    assertThat(ran.out()).isEmpty();
    assertThat(ran.exitCode()).isEqualTo(Command.WRONG);
  }

  @Test
  void refusesAFileThatIsNoArray(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("proxies.json");
    Files.writeString(file, "{}");
    assertThat(Ran.galopin("populate", file.toString()).err()).contains("proxies.json: no array");

    Files.writeString(file, "[\n{\"name\"}]");
    Ran ran = Ran.galopin("populate", file.toString());
    assertThat(ran.err()).contains("in line 2 (expected: a JSON array of proxies)");
    assertThat(ran.exitCode()).isEqualTo(Command.WRONG);
  }

  @Test
  void populateRefusesANameThatIsThereTwice(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.json"), "[{\"name\":\"a\",\n\"name\":\"b\"}]");

    Ran ran = Ran.galopin("populate", file.toString());

    assertThat(ran.err()).contains("'name' in line 2 (expected: a JSON array of proxies)");
    assertThat(ran.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          404 | {"error":"proxy not found","status":404}                                 | proxy not found
          409 | {"error":"a\\u001b[2J\\nb"}                                              | a [2J b
          400 | {"status":"error","errors":[{"description":"one"},{"description":"two"}]} | one; two
          404 | <html>                                                                    | URL: status 404 (expected: a control API)
          302 | ``                                                                        | URL: status 302 (expected: a control API)
          500 | {}                                                                        | URL: status 500 (expected: a control API)
          401 | {"error":"no"}                                                            | URL: no valid token (expected: the server's, in the variable GALOPIN_HTTP_TOKEN)
          200 | <html>                                                                    | URL: the reply is not JSON (expected: one started with galopin server, or another one named by --host or GALOPIN_URL)
          """)
  void tellsWhatTheServerSaid(int status, String body, String sentence) {
    server.reply(status, body).reply(status, body);

    for (String words : new String[] {"list", "create web -l :0 -u b:1"}) {
      Ran ran = Ran.galopin((words + " --host " + server.url()).split(" "));

      assertThat(ran.err())
          .isEqualToIgnoringNewLines("galopin: " + sentence.replace("URL:", server.url() + ":"));
      assertThat(ran.out()).isEmpty();
      assertThat(ran.exitCode()).isEqualTo(Command.FAILED);
    }
  }

  @Test
  void saysHowToStartAServerWhenThereIsNone() throws Exception {
    String nowhere;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nowhere = "http://127.0.0.1:" + closed.getLocalPort();
    }

    Ran ran = Ran.galopin("list", "--host", nowhere);

    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "galopin: no server at "
                + nowhere
                + " (expected: one started with galopin server, or another one"
                + " named by --host or GALOPIN_URL)");
    assertThat(ran.exitCode()).isEqualTo(Command.FAILED);
    assertThat(Ran.galopin("behavior", "get", "--host", nowhere).err())
        .contains("one started with galopin --http,");
  }

  @Test
  void namesBothPlacesWhenNeitherHasAServer() throws Exception {
    ControlApi nowhere =
        new ControlApi(
            List.of(
                new ServerAddress("http://127.0.0.1:1", "galopin server"),
                new ServerAddress("http://127.0.0.1:2", "galopin --http")),
            Optional.empty(),
            new ServerTrust(Optional.empty(), Optional.empty()));

    assertThatThrownBy(() -> nowhere.get("/proxies"))
        .hasMessage(
            "no server at http://127.0.0.1:1 or http://127.0.0.1:2 (expected: one started with"
                + " galopin server or galopin --http, or another one named by --host or"
                + " GALOPIN_URL)");
  }

  @Test
  void goesOnWithTheServerThatAnswers() {
    server.reply(200, "{}").reply(204, "");
    ControlApi second =
        new ControlApi(
            List.of(
                new ServerAddress("http://127.0.0.1:1", "galopin server"),
                new ServerAddress(server.url(), "galopin --http")),
            Optional.empty(),
            new ServerTrust(Optional.empty(), Optional.empty()));

    second.get("/proxies");
    second.delete("/proxies/web");

    assertThat(server.last()).isEqualTo("DELETE /proxies/web");
  }

  @Test
  void looksWhereBothKindsOfServersAreIfNothingSaysWhere() {
    assertThat(ServerAddress.VAURIEN.or(Optional.empty(), Map.of()))
        .containsExactly(ServerAddress.VAURIEN, ServerAddress.TOXIPROXY);
    assertThat(ServerAddress.TOXIPROXY.or(Optional.empty(), Map.of("TOXIPROXY_URL", "")))
        .containsExactly(ServerAddress.TOXIPROXY, ServerAddress.VAURIEN);
    assertThat(
            ServerAddress.VAURIEN.or(
                Optional.empty(),
                Map.of("TOXIPROXY_URL", "http://a:1", "GALOPIN_URL", "http://b:2")))
        .extracting(ServerAddress::url)
        .containsExactly("http://b:2");
  }

  @Test
  void takesTheHostBeforeTheCommandToo() {
    server.reply(200, "{}").reply(200, "{}").reply(204, "");
    String address = server.url().substring("http://".length());

    assertThat(Ran.galopin("-h", address, "list").exitCode()).isZero();
    assertThat(Ran.galopin("--host=" + address + "/", "ls").exitCode()).isZero();
    assertThat(Ran.galopin("-host", address, "delete", "web").exitCode()).isZero();

    assertThat(server.last()).isEqualTo("DELETE /proxies/web");
  }

  @Test
  void findsServerAndTokenInTheEnvironment() {
    server.reply(200, "{}").reply(200, "{}");
    ClientCommands commands =
        new ClientCommands(
            Map.of("TOXIPROXY_URL", server.url(), "GALOPIN_HTTP_TOKEN", "open sesame"),
            ClientFailuresTest::nothing,
            MissingNode::getInstance);

    Ran.command(commands.find("list").orElseThrow());
    Ran.command(commands.find("behavior").orElseThrow(), "list");

    assertThat(server.asked())
        .extracting(RecordingServer.Asked::authorization)
        .containsExactly("Bearer open sesame", "Bearer open sesame");
  }

  @Test
  void prefersTheOptionToTheEnvironment() {
    server.reply(200, "{}");
    Command list =
        new ClientCommands(
                Map.of("TOXIPROXY_URL", "http://127.0.0.1:1"),
                ClientFailuresTest::nothing,
                MissingNode::getInstance)
            .find("ls")
            .orElseThrow();

    assertThat(Ran.command(list, "-h", server.url()).exitCode()).isZero();
    assertThat(server.asked()).extracting(RecordingServer.Asked::authorization).containsExactly("");
  }

  private static Member nothing() {
    throw new AssertionError("made, though nobody asks for it");
  }
}
