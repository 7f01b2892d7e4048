package io.galopin.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may have 160 files and sockets open, and more clients than that. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no ulimit")
class FewDescriptorsTest {

  private static final String PROXIES =
      """
      galopin {
        http { enabled = true, host = 127.0.0.1, port = 0 }
        proxies.web { listen = "127.0.0.1:0", upstream = "127.0.0.1:%d" }
      }
      """;

  /** How many of the half-open calls stay open on this side. */
  private static final int KEPT = 300;

  @TempDir private Path folder;

  private final Deque<Socket> sockets = new ArrayDeque<>();

  @Test
  void theControlApiAnswersAndWhoIsServedGoesOn() throws Exception {
    crowd(120, 160, 80);
  }

  @Tag("thorough")
  @Test
  void theSameWithMoreOfThem() throws Exception {
    crowd(400, 2_000, 100);
  }

  private void crowd(int idle, int halfOpen, int step) throws Exception {
    Path log = folder.resolve("log");
    try (PieceServer server = new PieceServer()) {
      Path file = folder.resolve("few.conf");
      Files.writeString(file, PROXIES.formatted(server.port()));
      Process galopin = start(file, log);
      try {
        BufferedReader said =
            new BufferedReader(new InputStreamReader(galopin.getInputStream(), US_ASCII));
        int port = port(said, "web +127.0.0.1:");
        int control = port(said, "http://127.0.0.1:");
        Socket served = connect(port);
        assertServed(served);
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < idle; i++) {
          clients.add(connect(port));
          if (i % step == 0) {
            assertAnswered(control);
            assertServed(served);
          }
        }
        for (int i = 0; i < halfOpen; i++) {
          halfOpen(control, i);
          if (i % step == 0) {
            assertAnswered(control);
            assertServed(served);
          }
        }
        assertAnswered(control);
        assertServed(served);
        for (Socket client : clients) {
          client.close();
        }
        assertServed(connect(port));
      } finally {
        galopin.destroy();
        for (Socket socket : sockets) {
          socket.close();
        }
      }
      assertThat(galopin.waitFor()).isZero();
    }
    assertThat(Files.readAllLines(log))
        .anyMatch(line -> line.contains("accepts no more clients for the moment"))
        .noneMatch(line -> line.startsWith("\tat "));
  }

  private static Process start(Path file, Path log) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            "sh",
            "-c",
            "ulimit -n 160 && exec \"$@\"",
            "sh",
            java,
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.galopin.app.Main",
            "--config",
            file.toString());
    return new ProcessBuilder(command).redirectError(log.toFile()).start();
  }

  private static Socket connect(int port) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void assertServed(Socket client) throws IOException {
    client.getOutputStream().write("bytes 5\n".getBytes(US_ASCII));
    assertThat(client.getInputStream().readNBytes(5)).containsExactly(0, 1, 2, 3, 4);
  }

  /** Half of them have sent something, and a quarter a head without its body. */
  private void halfOpen(int control, int number) throws IOException {
    Socket socket = connect(control);
    sockets.add(socket);
    String sent =
        switch (number % 4) {
          case 0 -> "PUT /behavior HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n";
          case 1 -> "GET /version HTTP/1.1\r\nHost: local";
          default -> "";
        };
    try {
      socket.getOutputStream().write(sent.getBytes(US_ASCII));
    } catch (IOException closed) {
      // It had to give way.
    }
    if (sockets.size() > KEPT) {
      sockets.remove().close();
    }
  }

  private static void assertAnswered(int control) {
    assertThat(get(control, "/version")).startsWith("HTTP/1.1 200 ");
  }

  private static int port(BufferedReader said, String before) throws IOException {
    Pattern port = Pattern.compile(before + "(\\d+)");
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      Matcher found = port.matcher(line);
      if (found.find()) {
        return Integer.parseInt(found.group(1));
      }
    }
    throw new IOException("it ended before it listened");
  }

  /** Who is slow with the head in a crowd has to come again. */
  private static String get(int control, String path) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .ignoreExceptions()
        .until(() -> ask(control, path), answer -> !answer.isEmpty());
  }

  private static String ask(int control, String path) throws IOException {
    try (Socket socket = connect(control)) {
      String call = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(call.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }
}
