package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.run.Ready;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

  private final EveryOutput outputs;

  PlantedSecretsTest(@TempDir Path folder) {
    outputs = new EveryOutput(folder);
  }

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
      outputs.ask(ready, "while");
      say(socket, packet(0, "\16"));
      assertThat(in.readAllBytes()).isNotEmpty();
      outputs.ask(ready, "after");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void areInNoOutput() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server), "planted");
      serving.setDaemon(true);
      serving.start();
      outputs.run(this::talk, server.getLocalPort(), "mysql", RULES);
    }
    assertThat(outputs.texts()).allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
    assertThat(outputs.log()).contains("UPDATE orders");
    assertThat(outputs.journal()).contains("UPDATE orders");
    assertThat(outputs.exchanges()).contains("UPDATE orders");
  }
}
