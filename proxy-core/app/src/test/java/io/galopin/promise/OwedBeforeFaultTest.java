package io.galopin.promise;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Journal;
import io.galopin.promise.WireClient.End;
import io.galopin.promise.WireClient.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that replies to earlier exchanges arrive before a fault or a flaw ends the connection. */
class OwedBeforeFaultTest {

  private final Stand stand = new Stand(1);

  @AfterEach
  void close() {
    stand.close();
  }

  private static String get(int path) {
    return "GET /" + path + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String reply(int path) {
    return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n/" + path;
  }

  /** Answers requests one by one once {@code may} allows it. */
  private static ScriptedBackend web(CountDownLatch may) throws IOException {
    return new ScriptedBackend(
        (socket, in) -> {
          for (String request = head(in); !request.isEmpty(); request = head(in)) {
            waitFor(may);
            int path = Character.digit(request.charAt("GET /".length()), 10);
            write(socket, reply(path));
          }
        });
  }

  private static void waitFor(CountDownLatch may) {
    try {
      may.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return "";
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "blackout, '', CLOSE, 2",
    "abort, '', CLOSE, 3",
    "lost-reply, '', CLOSE, 5",
    "lost-reply, end=reset, RESET, 5",
    "truncate, 'bytes=0', CLOSE, 5",
    "truncate, 'bytes=0 end=reset', RESET, 5"
  })
  void earlierRepliesComeFirst(String behavior, String options, End end, int atBackend)
      throws Exception {
    try (ScriptedBackend backend = web(new CountDownLatch(0))) {
      Proxy proxy =
          stand.open(
              "web",
              backend.address(),
              "protocol = http, rules = [\"when http.path=/3 " + behavior + " " + options + "\"]");
      StringBuilder requests = new StringBuilder();
      for (int i = 1; i <= 5; i++) {
        requests.append(get(i));
      }
      String before = reply(1) + reply(2);
      String own = behavior.equals("truncate") ? reply(3).replace("/3", "") : "";
      for (int i = 0; i < 20; i++) {
        try (WireClient client = new WireClient(proxy)) {
          assertThat(client.send(requests.toString()).heard())
              .isEqualTo(new Heard(before + own, end));
        }
        // Where it is promised, no request after the one that is hit reaches the backend.
        String received = backend.received();
        if (atBackend < 5) {
          assertThat(received).isEqualTo(requests.substring(0, atBackend * get(1).length()));
        } else {
          assertThat(received).startsWith(get(1) + get(2) + get(3));
        }
      }
      assertThat(stand.faults()).hasSize(20);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"blackout", "abort"})
  void earlierRepliesAreWaitedFor(String behavior) throws Exception {
    CountDownLatch mayReply = new CountDownLatch(1);
    try (ScriptedBackend backend = web(mayReply)) {
      Proxy proxy =
          stand.open(
              "web",
              backend.address(),
              "protocol = http, rules = [\"when http.path=/2 " + behavior + "\"]");
      try (WireClient client = new WireClient(proxy)) {
        client.send(get(1) + get(2) + get(3));
        assertThat(client.heardForAMoment()).isEqualTo(new Heard("", End.SILENCE));
        mayReply.countDown();
        assertThat(client.heard()).isEqualTo(new Heard(reply(1), End.CLOSE));
      }
      await().until(() -> proxy.connections() == 0);
    }
  }

  @Test
  void aClientThatGoesEndsTheWaitForEarlierReplies() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.mute()) {
      Proxy proxy =
          stand.open(
              "web", backend.address(), "protocol = http, rules = [\"when http.path=/2 abort\"]");
      try (WireClient client = new WireClient(proxy)) {
        client.send(get(1) + get(2) + get(3));
        assertThat(client.heardForAMoment()).isEqualTo(new Heard("", End.SILENCE));
      }
      await().until(() -> proxy.connections() == 0);
      assertThat(backend.received()).isEqualTo(get(1) + get(2));
    }
  }

  @Test
  void abortActsOnAFirstExchangeThatCameBeforeTheBackendWasConnected() throws Exception {
    try (ScriptedBackend backend = ScriptedBackend.mute()) {
      Proxy proxy =
          stand.open("web", backend.address(), "protocol = http, behaviors { abort = 100 }");
      for (int i = 0; i < 20; i++) {
        try (WireClient client = new WireClient(proxy)) {
          assertThat(client.send(get(1) + get(2)).heard()).isEqualTo(new Heard("", End.CLOSE));
        }
        assertThat(backend.received()).isEqualTo(get(1));
      }
      assertThat(stand.faults())
          .extracting(Journal.Entry::decision)
          .hasSize(20)
          .containsOnly("close");
    }
  }
}
