package io.galopin.protocol.smtp.servers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server sees of a mail that fails at its end. Some deliver what they have at a close. */
class PartsTest {

  private final CompletableFuture<String> end = new CompletableFuture<>();

  /** Accepts everything, and notes how the client leaves. */
  private void serve(ServerSocket server) {
    try (Socket client = server.accept()) {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      client.getOutputStream().write("220 hi\r\n".getBytes(ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("DATA")) {
          client.getOutputStream().write("354 go\r\n".getBytes(ISO_8859_1));
        } else if (line.matches("(EHLO|MAIL|RCPT).*")) {
          client.getOutputStream().write("250 ok\r\n".getBytes(ISO_8859_1));
        }
      }
      end.complete("a close");
    } catch (SocketException reset) {
      end.complete("a reset");
    } catch (IOException unexpected) {
      end.completeExceptionally(unexpected);
    }
  }

  @ParameterizedTest
  @CsvSource({"BDAT 9 LAST, false", "BDAT 9 LAST, true", "DATA, false", "DATA, true"})
  void areNotTakenForTheWhole(String command, boolean clientEnds) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Front front = Front.of(server.getLocalPort(), "when smtp.command=DATA|BDAT error at=end");
        Wire wire = new Wire(front.port())) {
      new Thread(() -> serve(server)).start();
      wire.reply();
      wire.ask("EHLO me");
      wire.ask("MAIL FROM:<a@example.org>");
      wire.ask("RCPT TO:<b@example.com>");
      wire.say(command + "\r\n");
      if (command.equals("DATA")) {
        wire.reply();
      }
      wire.say("a\r\nb\r\n.\r\n".substring(0, 9));
      if (clientEnds) {
        wire.end();
      }
      assertThat(wire.readToEnd()).contains("451 4.3.0 ", "421 4.3.2 ");
      assertThat(end.get(60, TimeUnit.SECONDS)).isEqualTo("a reset");
    }
  }
}
