package io.galopin.control;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.engine.match.Condition;
import io.galopin.engine.trace.ExchangeListeners;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests exchanges as they end, with the server's socket and without any traffic. */
class ExchangeFeedTest {

  private ControlRig rig = ControlRig.start();

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  /** A client that follows, after the head of the reply. */
  private record Follower(Socket socket, BufferedReader in, List<String> head) {

    static Follower of(ControlRig rig, String query, String... headers) throws IOException {
      Socket socket = new Socket();
      // Small, so that the server soon has to wait if the client does not read.
      socket.setReceiveBufferSize(4096);
      socket.setSoTimeout(20_000);
      socket.connect(rig.address);
      String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      String call = "GET /exchanges" + query + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
      socket.getOutputStream().write(call.getBytes(US_ASCII));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      List<String> head = new ArrayList<>();
      do {
        head.add(String.valueOf(in.readLine()));
      } while (!head.get(head.size() - 1).isEmpty());
      assertThat(head.get(0)).isEqualTo("HTTP/1.1 200 OK");
      return new Follower(socket, in, head);
    }

    static Follower ofEvents(ControlRig rig) throws IOException {
      return of(rig, "", "Accept: text/event-stream");
    }

    /** Returns the next line that begins so, without the beginning. */
    String next(String begin) throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(begin)) {
          return line.substring(begin.length());
        }
      }
      return "the end";
    }

    JsonNode nextLine() throws IOException {
      return Json.read(("{" + next("{")).getBytes(UTF_8));
    }

    List<Long> ordinals(int count) throws IOException {
      List<Long> ordinals = new ArrayList<>();
      while (ordinals.size() < count) {
        ordinals.add(nextLine().path("exchange").asLong());
      }
      return ordinals;
    }
  }

  private ExchangeListeners exchanges() {
    return rig.engine.exchanges();
  }

  private void publish(String proxy, int from, int to) {
    for (int i = from; i <= to; i++) {
      exchanges().publish(Finished.exchange(proxy, i), condition -> true);
    }
  }

  /** The conditions that are asked for now. */
  private List<Condition> asked() {
    Queue<Condition> asked = new ConcurrentLinkedQueue<>();
    exchanges()
        .publish(
            Finished.exchange("none", 1),
            condition -> {
              asked.add(condition);
              return false;
            });
    return List.copyOf(asked);
  }

  @Test
  void sendsALinePerExchange() throws IOException {
    publish("web", 1, 1);
    Follower follower = Follower.of(rig, "");
    assertThat(follower.head())
        .contains("content-type: application/x-ndjson", "cache-control: no-store");

    publish("web", 2, 3);

    assertThat(follower.nextLine()).isEqualTo(Finished.line(Finished.exchange("web", 2)));
    assertThat(follower.nextLine()).isEqualTo(Finished.line(Finished.exchange("web", 3)));
  }

  @Test
  void sendsEventsIfTheClientAcceptsThem() throws IOException {
    Follower follower = Follower.ofEvents(rig);
    assertThat(follower.head()).contains("content-type: text/event-stream");

    publish("web", 1, 2);

    assertThat(follower.next("data: ")).startsWith("{\"time\":").contains("\"exchange\":1,");
    assertThat(follower.in().readLine()).isEmpty();
    assertThat(follower.in().readLine()).startsWith("data: {").contains("\"exchange\":2,");
  }

  @Test
  void sendsThoseOfOneProxyOnly() throws IOException {
    Follower follower = Follower.of(rig, "?proxy=db");
    publish("web", 1, 2);
    publish("db", 3, 4);

    assertThat(follower.ordinals(2)).containsExactly(3L, 4L);
  }

  @Test
  void asksForThoseOfACondition() throws IOException {
    String when = "http.path=/orders/* (http.status=500..599 or http.method!=GET) exchange=0..9";
    Follower.of(rig, "?when=" + URLEncoder.encode(when, UTF_8));
    Follower.of(rig, "?proxy=web&when=http.method=GET");
    Follower.of(rig, "?proxy=later&when=opening");
    Follower.of(rig, "?when=");

    assertThat(asked())
        .map(Condition::toString)
        .containsExactly(when, "http.method=GET", "opening", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "when=http.pth=/ | when: http.pth (expected: http.path? one of http.method, ",
        "when=nonsense | when: nonsense (expected: a condition, as in http.path=/orders/*)",
        "when=http.path=/+delay | when: delay (expected: a condition, as in http.path=/orders/*)",
        "when=connection=zero | when.connection: zero (expected: ",
        "when=connection=1+connection=2 | when: connection=1 connection=2 (expected: conditions"
            + " that",
        "when=http.path~( | when: http.path~( (expected: as many closing parentheses",
        "when=%28http.path=/ | when: ( without ) (expected: a closing parenthesis)",
        "proxy=web&when=opening | when: opening (expected: one of ",
        "wen=http.path=/ | wen: unknown (expected: when or proxy)",
        "proxy=a&proxy=b | proxy: given twice (expected: once)",
        "when=opening&when=opening | when: given twice (expected: once)"
      })
  void refusesInTheWordsOfRules(String query, String sentence) {
    ControlRig.Answer answer = rig.get("/exchanges?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).startsWith(sentence);
    assertThat(exchanges().isEmpty()).isTrue();
  }

  @Test
  void costsNothingWhileNobodyFollows() throws IOException {
    assertThat(exchanges().isEmpty()).isTrue();
    Follower one = Follower.of(rig, "");
    Follower other = Follower.of(rig, "?when=http.method=GET");
    assertThat(exchanges().isEmpty()).isFalse();

    one.socket().close();
    await().until(() -> asked().size() == 1);
    // A reset, as of a client that was killed.
    other.socket().setSoLinger(true, 0);
    other.socket().close();

    await().until(exchanges()::isEmpty);
  }

  @Test
  void endsWithTheServer() throws IOException {
    Follower follower = Follower.of(rig, "");

    rig.server.close();

    assertThat(follower.next("{")).isEqualTo("the end");
    await().until(exchanges()::isEmpty);
  }

  @Test
  void saysHowManyWereLostToAClientThatReadsSlowly() throws IOException {
    int many = 50_000;
    Follower follower = Follower.of(rig, "");
    publish("web", 1, many);
    long last = 0;
    long seen = 0;
    long lost = 0;
    while (seen + lost < many) {
      JsonNode line = follower.nextLine();
      if (line.has("lost")) {
        assertThat(line.path("time").asText()).startsWith("20");
        lost += line.path("lost").asLong();
      } else {
        assertThat(line.path("exchange").asLong()).isGreaterThan(last);
        last = line.path("exchange").asLong();
        seen++;
      }
    }

    assertThat(seen + lost).isEqualTo(many);
    assertThat(lost).isPositive();
    assertThat(seen).isPositive();
    publish("web", 7, 7);
    assertThat(follower.ordinals(1)).containsExactly(7L);
  }

  @Test
  void dropsAClientThatDoesNotReadAndTellsItSo() throws IOException {
    try (ControlRig hasty = ControlRig.options().idle(Duration.ofSeconds(4)).start()) {
      rig.close();
      rig = hasty;
      Follower follower = Follower.ofEvents(rig);
      Follower other = Follower.of(rig, "?proxy=db");

      await()
          .until(
              () -> {
                publish("web", 1, 1_000);
                return asked().size() == 1;
              });

      publish("db", 1, 1);
      assertThat(other.ordinals(1)).containsExactly(1L);
      assertThat(follower.next("event: drop")).isEqualTo("ped");
      assertThat(follower.next("data: ")).contains("has read nothing for 1 s; follow again");
    }
  }

  @Test
  void saysSomethingWhenThereIsNothing() throws IOException {
    try (ControlRig hasty = ControlRig.options().idle(Duration.ofMillis(800)).start()) {
      rig.close();
      rig = hasty;
      Follower lines = Follower.of(rig, "");
      Follower events = Follower.ofEvents(rig);

      // Longer than a connection may be idle: one at once, and one every 200 ms.
      for (int i = 0; i < 8; i++) {
        assertThat(lines.in().readLine()).isNotNull();
        assertThat(events.next(":")).isEmpty();
      }
      publish("web", 1, 1);
      assertThat(lines.ordinals(1)).containsExactly(1L);
    }
  }

  @Test
  void servesALimitedNumberOfFollowers() throws IOException {
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < Feeds.MOST; i++) {
      followers.add(Follower.of(rig, ""));
    }

    ControlRig.Answer refused = rig.get("/exchanges?when=http.method=GET");

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text()).contains("64 clients already follow the journal or exchanges");
    assertThat(asked()).hasSize(Feeds.MOST);
    followers.get(0).socket().close();
    await().until(() -> rig.server.feeds().size() < Feeds.MOST);
    Follower.of(rig, "");
  }
}
