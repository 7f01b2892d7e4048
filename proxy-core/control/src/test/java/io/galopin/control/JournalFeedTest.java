package io.galopin.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests the journal as server-sent events. */
class JournalFeedTest {

  private ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  /** A client that follows, after the head of the reply. */
  private record Follower(Socket socket, BufferedReader in) {

    static Follower of(ControlRig rig, String path, String... headers) throws IOException {
      Socket socket = new Socket();
      // Small, so that the server soon has to wait if the client does not read.
      socket.setReceiveBufferSize(4096);
      socket.setSoTimeout(20_000);
      socket.connect(rig.address);
      String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
                      + more
                      + "\r\n")
                  .getBytes(US_ASCII));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      Follower follower = new Follower(socket, in);
      List<String> head = follower.until("");
      assertThat(head.get(0)).isEqualTo("HTTP/1.1 200 OK");
      assertThat(head).contains("content-type: text/event-stream");
      return follower;
    }

    List<String> until(String last) throws IOException {
      List<String> lines = new ArrayList<>();
      do {
        lines.add(String.valueOf(in.readLine()));
      } while (!lines.get(lines.size() - 1).equals(last));
      return lines;
    }

    /** Returns the next line that begins with one of these, without the beginning. */
    String next(String... begins) throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        for (String begin : begins) {
          if (line.startsWith(begin)) {
            return line.substring(begin.length());
          }
        }
      }
      return "the end";
    }

    List<String> ids(int count) throws IOException {
      List<String> ids = new ArrayList<>();
      while (ids.size() < count) {
        ids.add(next("id: "));
      }
      return ids;
    }
  }

  private void fail(int count) throws IOException {
    rig.put("/behavior", "{\"name\": \"error\"}");
    long before = rig.engine.journal().written();
    Socket socket = rig.connect("web");
    Thread sending =
        new Thread(
            () -> {
              try {
                byte[] request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);
                for (int i = 0; i < count; i++) {
                  socket.getOutputStream().write(request);
                }
              } catch (IOException seenByTheReader) {
                // The replies are too few then.
              }
            });
    sending.start();
    InputStream replies = socket.getInputStream();
    byte[] buffer = new byte[1 << 16];
    while (rig.engine.journal().written() < before + count) {
      assertThat(replies.read(buffer)).isPositive();
    }
  }

  @Test
  void sendsTheRestWhenTheServerEnds() throws IOException {
    Follower follower = Follower.of(rig, "/journal");
    try (Socket open = follower.socket()) {
      assertThat(open.isConnected()).isTrue();
      fail(3);
      rig.close();
      assertThat(follower.ids(3)).containsExactly("1", "2", "3");
    }
    rig = ControlRig.start();
  }

  @Test
  void sendsWhatIsThereAndWhatComes() throws IOException {
    fail(2);
    Follower follower = Follower.of(rig, "/journal");
    assertThat(follower.ids(2)).containsExactly("1", "2");

    fail(1);

    assertThat(follower.ids(1)).containsExactly("3");
    assertThat(Json.MAPPER.readTree(follower.next("data: ")))
        .isEqualTo(rig.get("/journal?after=2").json().get("entries").get(0));
  }

  @Test
  void goesOnWhereAClientWas() throws IOException {
    fail(5);

    assertThat(Follower.of(rig, "/journal?after=3").ids(2)).containsExactly("4", "5");
    assertThat(Follower.of(rig, "/journal", "Last-Event-ID: 4").ids(1)).containsExactly("5");
    assertThat(Follower.of(rig, "/journal?after=1", "Last-Event-ID: 4").ids(1))
        .containsExactly("5");
  }

  @Test
  void beginsAnewForAClientOfAnEarlierRun() throws IOException {
    fail(2);

    assertThat(Follower.of(rig, "/journal", "Last-Event-ID: 999").ids(2)).containsExactly("1", "2");
  }

  @Test
  void sendsTheEntriesOfOneProxyOnly() throws IOException {
    Follower follower = Follower.of(rig, "/journal?proxy=other");
    fail(3);

    await().until(() -> rig.server.feeds().stream().noneMatch(Feed::behind));
    rig.server.close();

    assertThat(follower.next("id: ")).isEqualTo("the end");
  }

  @Test
  void saysHowManyEntriesWereLost() throws IOException {
    try (ControlRig small =
        ControlRig.options()
            .config("galopin.proxies.web { listen = LISTEN, upstream = BACKEND, protocol = http }")
            .journalEntries(4)
            .start()) {
      rig.close();
      rig = small;
      fail(10);

      Follower follower = Follower.of(rig, "/journal?after=1");

      assertThat(follower.next("event: ")).isEqualTo("lost");
      assertThat(follower.next("data: ")).isEqualTo("{\"lost\":5}");
      assertThat(follower.ids(4)).containsExactly("7", "8", "9", "10");
    }
  }

  @Test
  void saysSomethingWhenThereIsNothing() throws IOException {
    try (ControlRig hasty = ControlRig.options().idle(Duration.ofMillis(800)).start()) {
      Follower follower = Follower.of(hasty, "/journal");

      // Longer than a connection may be idle: one at once, and one every 200 ms.
      for (int i = 0; i < 8; i++) {
        assertThat(follower.next(":")).isEmpty();
      }
    }
  }

  @Test
  void endsWhenTheClientHasNotReadForTooLong() throws IOException {
    try (ControlRig hasty =
        ControlRig.options()
            .config("galopin.proxies.web { listen = LISTEN, upstream = BACKEND, protocol = http }")
            .idle(Duration.ofSeconds(1))
            .start()) {
      rig.close();
      rig = hasty;
      Follower.of(rig, "/journal");

      fail(8_000);

      await().until(() -> rig.server.feeds().isEmpty());
    }
  }

  @Test
  void endsWhenTheClientLeaves() throws IOException {
    Follower follower = Follower.of(rig, "/journal");
    assertThat(rig.server.feeds()).hasSize(1);

    follower.socket().close();

    await().until(() -> rig.server.feeds().isEmpty());
  }

  @Test
  void servesALimitedNumberOfFollowers() throws IOException {
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < Feeds.MOST; i++) {
      followers.add(Follower.of(rig, "/journal"));
    }

    String refused =
        rig.raw(
            """
            GET /journal HTTP/1.1
            Host: localhost
            Accept: text/event-stream
            Connection: close

            """
                .replace("\n", "\r\n"));

    assertThat(refused).startsWith("HTTP/1.1 503 ").contains("64 clients");
    assertThat(rig.get("/journal").status()).isEqualTo(200);
    followers.get(0).socket().close();
    await().until(() -> rig.server.feeds().size() < Feeds.MOST);
    Follower.of(rig, "/journal");
  }

  @Test
  void dropsAClientThatDoesNotReadAndTellsItSo() throws IOException {
    try (ControlRig hasty =
        ControlRig.options()
            .config("galopin.proxies.web { listen = LISTEN, upstream = BACKEND, protocol = http }")
            .idle(Duration.ofSeconds(12))
            .start()) {
      rig.close();
      rig = hasty;
      Follower follower = Follower.of(rig, "/journal");
      int many = 4_000;

      fail(many);
      await().atMost(Duration.ofSeconds(30)).until(() -> rig.server.feeds().isEmpty());

      long last = 0;
      String line = follower.next("id: ", "event: ");
      while (line.matches("[0-9]+")) {
        assertThat(Long.parseLong(line)).isEqualTo(++last);
        line = follower.next("id: ", "event: ");
      }
      assertThat(last).as("nothing is held back").isBetween(1L, many - 1L);
      assertThat(line).isEqualTo("dropped");
      assertThat(follower.next("data: ")).contains("has read nothing for 3 s");
    }
  }
}
