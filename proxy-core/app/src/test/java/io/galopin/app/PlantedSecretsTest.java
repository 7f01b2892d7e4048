package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.run.Ready;
import io.galopin.engine.socket.Address;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients and servers of {@code mysql} say is in no output: no password, no value. */
class PlantedSecretsTest {

  private static final String SECRET = "planted";
  private static final int EACH = 4;

  private static final String GREETING =
      packet(
          0,
          "\n8.4.0\0\7\0\0\0saltsalt\0\15\u00a2\u00ff\2\0\u000f\0\u0015"
              + "\0".repeat(10)
              + "saltsaltsalt\0mysql_native_password\0");

  private static final String LOGIN =
      packet(
          1,
          "\15\u00a2\u000f\0\0\0\0\1-"
              + "\0".repeat(23)
              + "ann\0\16password"
              + SECRET
              + "shop\0mysql_native_password\0");

  /** Each is answered with an error that quotes it, as servers do. */
  private static final List<String> COMMANDS =
      List.of(
          "\3INSERT INTO orders VALUES ('planted', \"planted\", 0x706c616e746564) /* planted */",
          "\3UPDATE orders SET a = 'planted' WHERE b = 'planted'",
          "\3SELECT 'planted\\', planted FROM orders",
          "\3planted planted planted",
          "\3SET PASSWORD = 'planted'",
          "\26SELECT * FROM orders WHERE a = 'planted'",
          "\27\1\0\0\0\0\1\0\0\0\0\1\u00fd\0\7planted",
          "\21ann\0\7planted" + "shop\0\21\0planted\0");

  private static final String LONG_DATA = packet(0, "\30\1\0\0\0\0\0planted");

  /** Of some of them, so that faults, troubles and passing exchanges are recorded. */
  private static final String[] RULES = {
    "when mysql.statement=UPDATE error failure=deadlock",
    "when mysql.error=1064 every 3 delay sleep=1ms",
    "when mysql.sql=*other* error"
  };

  @TempDir Path folder;

  private static String packet(int sequence, String payload) {
    int length = payload.length();
    return "" + (char) (length & 0xFF) + (char) (length >> 8) + "\0" + (char) sequence + payload;
  }

  private static String ok(int sequence) {
    return packet(sequence, "\0\0\0\2\0\0\0");
  }

  private static String read(DataInputStream in) throws IOException {
    byte[] header = new byte[EACH];
    in.readFully(header);
    byte[] payload = new byte[(header[0] & 0xFF) | (header[1] & 0xFF) << 8];
    in.readFully(payload);
    return new String(payload, ISO_8859_1);
  }

  private static void say(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Serves one client, and ends with a packet that makes no sense. */
  private static void serve(ServerSocket server) {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      say(socket, GREETING);
      read(in);
      say(socket, ok(2));
      while (true) {
        String asked = read(in);
        if (asked.startsWith("\16")) {
          say(socket, packet(1, "\3planted"));
        } else if (!asked.startsWith("\30")) {
          say(
              socket,
              asked.contains("ROLLBACK") ? ok(1) : packet(1, "\u00ff\50\4#42000 near 'planted'"));
        }
      }
    } catch (IOException ended) {
      // The client is done.
    }
  }

  private void talk(Ready ready) {
    InetSocketAddress address = ready.proxies().get(0).address().orElseThrow();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      read(in);
      say(socket, LOGIN);
      read(in);
      say(socket, LONG_DATA);
      for (String command : COMMANDS) {
        say(socket, packet(0, command));
        assertThat(read(in)).startsWith("\u00ff");
      }
      ask(ready, "while");
      say(socket, packet(0, "\16"));
      assertThat(in.readAllBytes()).isNotEmpty();
      ask(ready, "after");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Keeps what the control API says. */
  private void ask(Ready ready, String moment) throws IOException {
    String url = "http://" + Address.of(ready.control().orElseThrow());
    HttpClient client = HttpClient.newHttpClient();
    for (String path :
        List.of("/proxies", "/proxies/main", "/proxies/main/rules", "/journal", "/metrics")) {
      try {
        HttpResponse<String> said =
            client.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(said.statusCode()).as(path).isEqualTo(200);
        Files.writeString(folder.resolve(moment + path.replace('/', '-')), said.body());
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
    Ran inspected = Ran.galopin("inspect", "main", "--json", "--host", url);
    assertThat(inspected.exitCode()).as(inspected.err()).isZero();
    Files.writeString(folder.resolve(moment + "-inspect"), inspected.out() + inspected.err());
  }

  @Test
  void areInNoOutput() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server), "planted");
      serving.setDaemon(true);
      serving.start();
      Ran ran =
          Ran.command(
              new RunCommand(this::talk),
              "--backend",
              "127.0.0.1:" + server.getLocalPort(),
              "--proxy",
              "127.0.0.1:0",
              "--protocol",
              "mysql",
              "--rule",
              RULES[0],
              "--rule",
              RULES[1],
              "--rule",
              RULES[2],
              "--http",
              "--http-port",
              "0",
              "--log-level",
              "trace",
              "--log-output",
              folder.resolve("log").toString(),
              "--log-faults",
              "--proxy-metrics",
              "--journal",
              folder.resolve("journal").toString());
      Files.writeString(folder.resolve("said"), ran.out() + ran.err());
    }
    try (var files = Files.list(folder)) {
      assertThat(files)
          .hasSizeGreaterThan(14)
          .allSatisfy(
              file -> assertThat(Files.readString(file)).isNotBlank().doesNotContain(SECRET));
    }
    assertThat(Files.readString(folder.resolve("log"))).contains("UPDATE orders");
    assertThat(Files.readString(folder.resolve("journal"))).contains("UPDATE orders");
  }
}
