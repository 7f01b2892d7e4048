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

/** What clients and servers of {@code postgres} say is in no output: no password, no value. */
class PostgresSecretsTest {

  private static final String SECRET = "planted";
  private static final String SYNC = message('S', "");
  private static final String READY = message('Z', "I");
  private static final String STARTUP = "\0\3\0\0user\0ann\0database\0shop\0\0";

  /** Each is answered with an error that quotes it, as servers do. */
  private static final List<String> REQUESTS =
      List.of(
          query(
              "INSERT INTO orders VALUES ('planted', E'\\'planted', $a$planted$a$) /* planted */"),
          query("UPDATE orders SET a = 'planted' WHERE b = U&'planted' -- planted"),
          query("planted planted \"planted\" 'planted"),
          query("ALTER USER ann PASSWORD 'planted'"),
          query("SET my.secret = planted"),
          query("NOTIFY news, 'planted'"),
          query("PREPARE TRANSACTION 'planted'"),
          query("SELECT * FROM orders WHERE a = '\u00ff planted'"),
          message('P', "planted\0UPDATE orders SET a = $1\0\0\0")
              + message('B', "planted\0planted\0\0\0\0\1\0\0\0\7planted\0\0")
              + message('E', "planted\0\0\0\0\0")
              + SYNC,
          message('F', "\0\0\0\1\0\0\0\1\0\0\0\7planted\0\0"),
          query("COPY orders FROM STDIN"));

  private static final String COPIED = message('d', "planted\n") + message('f', "planted\0");

  /** The last query that the backend gets; one of them fails before. */
  private static final int COPY_AT = 8;

  /** Of some of them, so that faults, troubles and passing exchanges are recorded. */
  private static final String[] RULES = {
    "when postgres.statement=UPDATE error failure=deadlock",
    "when postgres.sqlstate=42000 every 3 delay sleep=1ms",
    "when postgres.sql=*other* error"
  };

  private final EveryOutput outputs;

  PostgresSecretsTest(@TempDir Path folder) {
    outputs = new EveryOutput(folder);
  }

  private static String message(char type, String content) {
    int length = 4 + content.length();
    return type + "\0\0" + (char) (length >> 8) + (char) (length & 0xFF) + content;
  }

  private static String query(String sql) {
    return message('Q', sql + "\0");
  }

  private static String error(String severity) {
    return message('E', "S" + severity + "\0C42000\0Mnear \"planted\"\0Dplanted\0\0");
  }

  private static char read(DataInputStream in) throws IOException {
    char type = (char) in.readByte();
    in.readFully(new byte[in.readInt() - 4]);
    return type;
  }

  private static void readTo(DataInputStream in, char type) throws IOException {
    while (read(in) != type) {
      // Something before it.
    }
  }

  private static void say(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Serves one client, and ends with a message that makes no sense. */
  private static void serve(ServerSocket server) {
    try (Socket socket = server.accept()) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte[in.readInt() - 4]);
      say(socket, message('R', "\0\0\0\3"));
      readTo(in, 'p');
      say(socket, message('R', "\0\0\0\0") + message('S', "a\0planted\0") + READY);
      int answered = 0;
      for (char type = read(in); type != 'X'; type = read(in)) {
        boolean ends = type == 'S' || type == 'F' || type == 'f';
        if (type == 'Q' && ++answered == COPY_AT) {
          say(socket, message('G', "\0\0\0"));
        } else if (type == 'Q' || ends) {
          String asides =
              message('N', "SNOTICE\0Mplanted\0\0") + message('A', "\0\0\0\1n\0planted\0");
          say(socket, asides + error("ERROR") + READY);
        }
      }
      say(socket, error("FATAL") + "planted");
    } catch (IOException ended) {
      // The client is done.
    }
  }

  private void talk(Ready ready) {
    InetSocketAddress address = ready.proxies().get(0).address().orElseThrow();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      say(socket, "\0\0\0" + (char) (4 + STARTUP.length()) + STARTUP);
      readTo(in, 'R');
      say(socket, message('p', "planted\0"));
      readTo(in, 'Z');
      for (String request : REQUESTS.subList(0, REQUESTS.size() - 1)) {
        say(socket, request);
        readTo(in, 'Z');
      }
      say(socket, REQUESTS.get(REQUESTS.size() - 1));
      readTo(in, 'G');
      say(socket, COPIED);
      readTo(in, 'Z');
      outputs.ask(ready, "while");
      say(socket, message('X', ""));
      assertThat(in.readAllBytes()).isNotEmpty();
      outputs.ask(ready, "after");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      say(socket, "planted planted planted");
      assertThat(socket.getInputStream().readAllBytes()).startsWith('E');
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void areInNoOutput() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      Thread serving = new Thread(() -> serve(server), "planted");
      serving.setDaemon(true);
      serving.start();
      outputs.run(this::talk, server.getLocalPort(), "postgres", RULES);
    }
    assertThat(outputs.texts()).allSatisfy(text -> assertThat(text).doesNotContain(SECRET));
    assertThat(outputs.log()).contains("UPDATE orders");
    assertThat(outputs.journal()).contains("UPDATE orders");
    assertThat(outputs.exchanges()).contains("UPDATE orders");
  }
}
