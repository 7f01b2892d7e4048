package io.galopin.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.app.run.Ready;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords, mailboxes and mails are in nothing that Galopin says, writes or serves. */
class MailSecretsTest {

  private static final String PLANTED = "planted-secret";

  /** What the client says, and what the server replies to each. */
  private static final List<List<String>> SAID =
      List.of(
          List.of("EHLO " + PLANTED + "\r\n", "250-mail\r\n250 AUTH PLAIN LOGIN\r\n"),
          List.of("AUTH PLAIN " + coded("\0ann\0" + PLANTED) + "\r\n", "535 " + PLANTED + "\r\n"),
          List.of("AUTH LOGIN\r\n", "334 VXNlcm5hbWU6\r\n"),
          List.of(coded(PLANTED) + "\r\n", "334 UGFzc3dvcmQ6\r\n"),
          List.of(coded(PLANTED) + "\r\n", "235 ok " + PLANTED + "\r\n"),
          List.of(PLANTED + "\r\n", "500 " + PLANTED + "?\r\n"),
          List.of("MAIL FROM:<" + PLANTED + "@example.org>\r\n", "250 ok\r\n"),
          List.of("RCPT TO:<" + PLANTED + "@example.com>\r\n", "250-" + PLANTED + "\r\n250 ok\r\n"),
          List.of("DATA\r\n", "354 go on\r\n"),
          List.of(
              "Subject: " + PLANTED + "\r\n\r\n" + PLANTED + "\r\n.\r\n",
              "250 " + PLANTED + "\r\n"),
          List.of("MAIL FROM:<" + PLANTED + "@example.org>\r\n", "250 ok\r\n"),
          List.of("BDAT 14 LAST\r\n" + PLANTED, PLANTED + "\r\n"));

  private final EveryOutput outputs;

  MailSecretsTest(@TempDir Path folder) {
    outputs = new EveryOutput(folder);
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void areNowhere() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 2, InetAddress.getLoopbackAddress())) {
      Thread replies = new Thread(() -> serve(server));
      replies.start();
      outputs.run(this::talk, server.getLocalPort(), "smtp", "delay sleep=1ms");
      replies.join();
    }
    assertThat(String.join("\n", outputs.texts()))
        .contains(
            "AUTH PLAIN", "AUTH LOGIN", "MAIL FROM example.org", "RCPT TO example.com", "BDAT")
        .contains("bad reply", "galopin_")
        .doesNotContainIgnoringCase("planted")
        .doesNotContain(coded(PLANTED), coded("\0ann\0" + PLANTED));
  }

  /** A server that knows what it is to say. */
  private static void serve(ServerSocket server) {
    try (Socket client = server.accept()) {
      client.setTcpNoDelay(true);
      client.getOutputStream().write(("220 " + PLANTED + "\r\n").getBytes(UTF_8));
      for (List<String> said : SAID) {
        client.getInputStream().readNBytes(said.get(0).length());
        client.getOutputStream().write(said.get(1).getBytes(UTF_8));
      }
      try (Socket next = server.accept()) {
        next.getOutputStream().write("220 hello\r\n".getBytes(UTF_8));
        next.getInputStream().readAllBytes();
      }
    } catch (IOException reset) {
      // The proxy has refused the command.
    }
  }

  private void talk(Ready ready) {
    InetSocketAddress proxy = ready.proxies().get(0).address().orElseThrow();
    try (Socket client = new Socket(proxy.getAddress(), proxy.getPort())) {
      client.setSoTimeout(60_000);
      client.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      in.readLine();
      for (List<String> said : SAID) {
        client.getOutputStream().write(said.get(0).getBytes(UTF_8));
        long lines = said.get(1).lines().count();
        for (long i = 0; i < lines; i++) {
          in.readLine();
        }
      }
      outputs.ask(ready, "after");
      refused(proxy);
    } catch (IOException cannot) {
      throw new UncheckedIOException(cannot);
    }
  }

  /** A command whose bytes are refused. */
  private static void refused(InetSocketAddress proxy) throws IOException {
    try (Socket client = new Socket(proxy.getAddress(), proxy.getPort())) {
      client.setSoTimeout(60_000);
      client.getOutputStream().write((PLANTED + "\n").getBytes(UTF_8));
      client.getInputStream().readAllBytes();
    }
  }
}
