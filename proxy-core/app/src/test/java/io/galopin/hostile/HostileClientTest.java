package io.galopin.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import io.galopin.engine.socket.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that break the rules, before a real web server. */
class HostileClientTest {

  private static final String HEAD =
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String POST = HEAD + "5\r\nhello\r\n0\r\n\r\n";
  private static final String GET = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  private static final String CONVERSATION = POST + GET;

  private final Arena arena;

  HostileClientTest() throws Exception {
    arena = new Arena();
  }

  @AfterEach
  void close() throws Exception {
    arena.close();
  }

  @Test
  void aRequestThatIsCutShortIsAnsweredIfItsHeadIsCut() throws IOException {
    Proxy proxy = arena.open("protocol = http");
    for (int length = 0; length <= CONVERSATION.length(); length++) {
      try (Peer client = Peer.to(proxy)) {
        String replies = client.send(CONVERSATION.substring(0, length)).endOutput().rest();
        if (length == 0) {
          assertThat(replies).isEmpty();
        } else if (length < HEAD.length()) {
          assertThat(replies).startsWith("HTTP/1.1 400 ").contains("Galopin");
        } else if (length >= POST.length()) {
          boolean cut = length > POST.length() && length < CONVERSATION.length();
          assertThat(replies).startsWith("HTTP/1.1 200 ").contains("hello");
          assertThat(replies.contains("HTTP/1.1 400 ")).isEqualTo(cut);
          assertThat(replies.endsWith("GET /last")).isEqualTo(length == CONVERSATION.length());
        }
      }
    }
    arena.recovers();
  }

  static List<String> settings() {
    return List.of(
        "protocol = http",
        "protocol = http, " + Arena.MIX,
        "protocol = tcp",
        "protocol = tcp, " + Arena.MIX);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aConversationMayEndAtManyPlacesAndAnyhow(String settings) throws IOException {
    mayEndAnyhow(settings, 7);
  }

  @Tag("thorough")
  @ParameterizedTest
  @MethodSource("settings")
  void aConversationMayEndAnywhereAndAnyhow(String settings) throws IOException {
    mayEndAnyhow(settings, 1);
  }

  private void mayEndAnyhow(String settings, int step) throws IOException {
    Proxy proxy = arena.open(settings);
    for (int length = 0; length <= CONVERSATION.length(); length += step) {
      String bytes = CONVERSATION.substring(0, length);
      Peer.to(proxy).send(bytes).close();
      Peer.to(proxy).send(bytes).reset();
      try (Peer client = Peer.to(proxy).send(bytes).endOutput()) {
        client.rest();
      }
    }
    arena.recovers();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void oneThatHasEndedIsToldSoWhereThereIsNoBackend(int requests) throws IOException {
    Address nobody;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = new Address("127.0.0.1", closed.getLocalPort());
    }
    Proxy proxy = arena.open(nobody, "protocol = http, behaviors { error = 100 }");
    try (Peer client =
        Peer.to(proxy).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(requests)).endOutput()) {
      assertThat(client.rest().split("HTTP/1.1 50[0-3] ", -1)).hasSize(1 + requests);
      assertThat(client.wasReset()).isFalse();
    }
    arena.recovers();
  }

  @Test
  void garbageIsAnsweredWithAnError() throws IOException {
    garbageIsAnswered(50);
  }

  @Tag("thorough")
  @Test
  void muchGarbageIsAnsweredWithAnError() throws IOException {
    garbageIsAnswered(300);
  }

  private void garbageIsAnswered(int times) throws IOException {
    Proxy proxy = arena.open("protocol = http");
    Random random = new Random(1);
    for (int i = 0; i < times; i++) {
      try (Peer client = Peer.to(proxy).send(noise(random, 1 + random.nextInt(3000)))) {
        assertThat(client.endOutput().rest()).matches("(?s)HTTP/1\\.1 (4|505).*Galopin.*");
      }
    }
    assertThat(arena.server().requests).hasValue(1);
    arena.recovers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol = http, " + Arena.MIX, "protocol = tcp, " + Arena.MIX})
  void garbageAmongRequestsEndsItsConnection(String settings) throws IOException {
    Proxy proxy = arena.open(settings);
    Random random = new Random(2);
    for (int i = 0; i < 60; i++) {
      StringBuilder bytes = new StringBuilder();
      for (int part = random.nextInt(5); part >= 0; part--) {
        bytes.append(random.nextInt(4) == 0 ? noise(random, random.nextInt(200)) : POST);
      }
      try (Peer client = Peer.to(proxy).send(bytes.toString()).endOutput()) {
        client.rest();
      }
    }
    arena.recovers();
  }

  private static String noise(Random random, int length) {
    StringBuilder noise = new StringBuilder();
    random.ints(length, 0, 256).forEach(value -> noise.append((char) value));
    return noise.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, a, '', 414",
    "'', a, '', 414",
    "'GET / HTTP/1.1\r\nHost: a\r\nX: ', a, '', 431",
    "'GET / HTTP/1.1\r\nHost: a\r\n', 'X: a\r\n', '\r\n', 431",
    "'GET / HTTP/1.1\r\nHost: ', a, '', 431",
    "'', '\r\n', '', 400",
    "'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;', a, '', 400",
    "'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n', 1, '', 400",
    "'POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n', 'X: a\r\n', '', 431",
    "'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ', 9, '', 431"
  })
  void whatIsTooLongIsAnsweredThough(String begin, String again, String end, int status)
      throws IOException {
    Proxy proxy = arena.open("protocol = http");
    try (Peer client = Peer.to(proxy)) {
      client.send(begin + again.repeat(200_000 / again.length()) + end);
      assertThat(client.endOutput().rest()).startsWith("HTTP/1.1 " + status + " ");
    }
    arena.recovers();
  }

  @Test
  void aConversationMayComeByteByByte() throws IOException {
    Proxy proxy = arena.open("protocol = http");
    try (Peer client = Peer.to(proxy).sendByteByByte(CONVERSATION)) {
      assertThat(client.rest()).contains("hello").endsWith("GET /last");
    }
    try (Peer client = Peer.to(proxy).sendByteByByte("GET / HTTP/1.1\r\nX: " + "a".repeat(9000))) {
      assertThat(client.rest()).startsWith("HTTP/1.1 431 ");
    }
    arena.recovers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "tcp"})
  void aClientThatNeverReadsDelaysOnlyItself(String protocol) throws IOException {
    Proxy proxy = arena.open("protocol = " + protocol);
    List<Peer> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(Peer.to(proxy).send("GET /bytes/50000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
    }
    await().until(() -> arena.server().requests.get() == 1 + clients.size());
    arena.bystanderIsServed();
    assertThat(proxy.connections()).isEqualTo(clients.size());
    for (int i = 0; i < clients.size(); i++) {
      if (i % 2 == 0) {
        clients.get(i).reset();
      } else {
        clients.get(i).close();
      }
    }
    arena.recovers();
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol = http", "protocol = http, " + Arena.MIX, "protocol = tcp"})
  void portScansLeaveNothing(String settings) throws IOException {
    Proxy proxy = arena.open(settings);
    for (int i = 0; i < 200; i++) {
      Peer.to(proxy).close();
      Peer.to(proxy).reset();
    }
    arena.recovers();
    assertThat(arena.server().requests).hasValue(2);
  }

  @Test
  void aThousandConnectsLeaveNothing() throws IOException {
    leaveNothing(10);
  }

  @Tag("thorough")
  @Test
  void tenThousandConnectsLeaveNothing() throws IOException {
    leaveNothing(100);
  }

  private void leaveNothing(int batches) throws IOException {
    Proxy proxy = arena.open("protocol = http");
    for (int batch = 0; batch < batches; batch++) {
      List<Peer> clients = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        clients.add(Peer.to(proxy));
      }
      for (int i = 0; i < clients.size(); i++) {
        if (i % 10 == 0) {
          clients.get(i).close();
        } else {
          clients.get(i).reset();
        }
      }
    }
    arena.recovers();
  }
}
