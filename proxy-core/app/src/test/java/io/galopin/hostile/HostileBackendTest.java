package io.galopin.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.engine.Proxy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backends that break the rules, before clients that keep them. */
class HostileBackendTest {

  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String HI = OK + "Content-Length: 2\r\n\r\nhi";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
  private static final String BAD_GATEWAY = "502";

  private final Arena arena;

  HostileBackendTest() throws Exception {
    arena = new Arena();
  }

  @AfterEach
  void close() throws Exception {
    arena.close();
  }

  /** What the backend says to a GET, and what the client hears of it before an orderly end. */
  static List<Arguments> replies() {
    return List.of(
        Arguments.of("garbage", BAD_GATEWAY),
        Arguments.of("\r\n" + HI, "\r\n" + HI),
        Arguments.of("HTTP/1.1 200", BAD_GATEWAY),
        Arguments.of(OK + "Content-Length: 2", BAD_GATEWAY),
        Arguments.of(OK + "Content-Length: -2\r\n\r\nhi", BAD_GATEWAY),
        Arguments.of(OK + "X: " + "a".repeat(10_000), BAD_GATEWAY),
        Arguments.of(OK + "X: a\r\n".repeat(20_000), BAD_GATEWAY),
        Arguments.of("HTTP/1.1 101 Switching Protocols\r\n\r\n", BAD_GATEWAY),
        Arguments.of("HTTP/2.0 200 OK\r\n\r\n", BAD_GATEWAY),
        Arguments.of("", ""),
        Arguments.of(HI + HI, HI),
        Arguments.of(HI + "\r\n", HI + "\r\n"),
        Arguments.of(HI + "garbage", HI),
        Arguments.of("HTTP/1.1 204 No Content\r\n\r\nhi", "HTTP/1.1 204 No Content\r\n\r\n"),
        Arguments.of(OK + "Content-Length: 10\r\n\r\nhi", OK + "Content-Length: 10\r\n\r\nhi"),
        Arguments.of(CHUNKED + "5\r\nhe", CHUNKED + "5\r\nhe"),
        Arguments.of(CHUNKED + "5\r\nhello\r\n", CHUNKED + "5\r\nhello\r\n"),
        Arguments.of(CONTINUE.repeat(1000) + HI, CONTINUE.repeat(1000) + HI),
        Arguments.of(CONTINUE + "garbage", CONTINUE + BAD_GATEWAY));
  }

  @ParameterizedTest
  @MethodSource("replies")
  void aBadReplyIsAnErrorOrEndsAsItBegan(String reply, String expected) throws IOException {
    try (RudeBackend backend = new RudeBackend(proxy -> answer(proxy, reply))) {
      Proxy proxy = arena.open(backend.address(), "protocol = http");
      for (int i = 0; i < 3; i++) {
        try (Peer client = Peer.to(proxy).send(GET)) {
          String heard = client.rest();
          if (expected.endsWith(BAD_GATEWAY)) {
            String before = expected.substring(0, expected.length() - BAD_GATEWAY.length());
            assertThat(heard).startsWith(before + "HTTP/1.1 502 ").contains("Galopin");
          } else {
            assertThat(heard).isEqualTo(expected);
          }
          assertThat(client.wasReset()).isFalse();
        }
      }
      arena.recovers();
    }
  }

  private static void answer(Peer proxy, String reply) throws IOException {
    proxy.until("\r\n\r\n");
    proxy.send(reply).endOutput().rest();
  }

  /** An orderly end could be taken for the end of such a reply. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled = true",
        "behaviors { delay { weight = 100, sleep = 50 ms, before = false } }"
      })
  void aReplyThatGoesWrongAfterItsHeadIsReset(String settings) throws IOException {
    String good = CHUNKED + "5\r\nhello\r\n";
    try (RudeBackend backend = new RudeBackend(proxy -> answer(proxy, good + "garbage\r\n"))) {
      Proxy proxy = arena.open(backend.address(), "protocol = http, " + settings);
      for (int i = 0; i < 10; i++) {
        try (Peer client = Peer.to(proxy).send(GET)) {
          assertThat(good).startsWith(client.rest());
          assertThat(client.wasReset()).isTrue();
        }
      }
      arena.recovers();
    }
  }

  @Test
  void aBackendThatSpeaksFirstIsHeardOnlyWhereThatIsCustom() throws IOException {
    try (RudeBackend backend = new RudeBackend(proxy -> proxy.send(HI).rest())) {
      Proxy http = arena.open(backend.address(), "protocol = http");
      Proxy tcp = arena.open(backend.address(), "protocol = tcp");
      try (Peer client = Peer.to(http)) {
        assertThat(client.rest()).isEmpty();
      }
      try (Peer client = Peer.to(tcp)) {
        assertThat(client.until("hi")).isEqualTo(HI);
      }
      arena.recovers();
    }
  }

  @Test
  void theBodyOfAReplyToHeadIsNotTakenForAnything() throws IOException {
    try (RudeBackend backend = new RudeBackend(proxy -> answer(proxy, HI))) {
      Proxy proxy = arena.open(backend.address(), "protocol = http");
      try (Peer client = Peer.to(proxy).send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")) {
        assertThat(client.rest()).isEqualTo(HI.substring(0, HI.length() - 2));
      }
      try (Peer client = Peer.to(proxy).send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n" + GET)) {
        assertThat(client.rest()).startsWith(HI.substring(0, HI.length() - 2) + "HTTP/1.1 502 ");
      }
      arena.recovers();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "protocol = http",
        "protocol = http, " + Arena.MIX,
        "protocol = tcp",
        "protocol = tcp, " + Arena.MIX
      })
  void aReplyMayEndAnywhereAndAnyhow(String settings) throws IOException {
    String reply = CHUNKED + "5\r\nhello\r\n0\r\n\r\n";
    Random random = new Random(3);
    RudeBackend.Script script =
        proxy -> {
          proxy.until("\r\n\r\n");
          proxy.send(reply.substring(0, random.nextInt(reply.length() + 1)));
          switch (random.nextInt(3)) {
            case 0 -> proxy.reset();
            case 1 -> proxy.endOutput().rest();
            default -> proxy.close();
          }
        };
    try (RudeBackend backend = new RudeBackend(script)) {
      Proxy proxy = arena.open(backend.address(), settings);
      for (int i = 0; i < 100; i++) {
        try (Peer client = Peer.to(proxy).send(GET)) {
          // One that hangs by a fault is let go when its client ends.
          String heard = settings.contains("hang") ? client.endOutput().rest() : client.rest();
          boolean own = heard.startsWith("HTTP/1.1 50");
          assertThat(own || reply.startsWith(heard)).as(heard).isTrue();
        }
      }
      arena.recovers();
    }
  }

  @Test
  void aReplyMayComeByteByByte() throws IOException {
    try (RudeBackend backend =
        new RudeBackend(
            proxy -> {
              proxy.until("\r\n\r\n");
              proxy.sendByteByByte(HI).rest();
            })) {
      Proxy proxy = arena.open(backend.address(), "protocol = http");
      try (Peer client = Peer.to(proxy).send(GET)) {
        assertThat(client.until("hi")).isEqualTo(HI);
      }
      arena.recovers();
    }
  }

  /** All of them together, since whoever goes on talking is given up only after a while. */
  @Tag("thorough")
  @Test
  void aBackendThatNeverStopsIsStopped() throws IOException {
    List<RudeBackend> backends = new ArrayList<>();
    List<Proxy> http = new ArrayList<>();
    List<Proxy> tcp = new ArrayList<>();
    try {
      for (String block : List.of("x", CONTINUE, HI, "\u0000\r\n")) {
        RudeBackend backend = new RudeBackend(proxy -> proxy.sendEndlessly(block.repeat(10_000)));
        backends.add(backend);
        http.add(arena.open(backend.address(), "protocol = http"));
        tcp.add(arena.open(backend.address(), "protocol = tcp"));
      }
      for (int i = 0; i < 12; i++) {
        Peer.to(http.get(i % 4)).send(GET).close();
        Peer.to(tcp.get(i % 4)).send(GET).reset();
      }
      arena.recovers();
    } finally {
      for (RudeBackend backend : backends) {
        backend.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol = http", "protocol = http, " + Arena.MIX, "protocol = tcp"})
  void aBackendThatNeverReadsDelaysOnlyItsOwn(String settings) throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RudeBackend backend =
        new RudeBackend(proxy -> await().until(() -> over.getCount() == 0))) {
      Proxy proxy = arena.open(backend.address(), settings);
      List<Peer> clients = new ArrayList<>();
      List<Thread> senders = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Peer client = Peer.to(proxy);
        clients.add(client);
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 999999999999\r\n\r\n");
        Thread sender = new Thread(() -> client.sendEndlessly("x".repeat(1 << 20)), "test-sender");
        sender.start();
        senders.add(sender);
      }
      arena.bystanderIsServed();
      for (Peer client : clients) {
        client.reset();
      }
      for (Thread sender : senders) {
        sender.join();
      }
      await().until(() -> proxy.connections() == 0);
      over.countDown();
      arena.recovers();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"protocol = http", "protocol = http, " + Arena.MIX, "protocol = tcp"})
  void aBackendThatNeverRepliesKeepsNoClientThatLeaves(String settings) throws IOException {
    try (RudeBackend backend = new RudeBackend(Peer::rest)) {
      Proxy proxy = arena.open(backend.address(), settings);
      for (int i = 0; i < 50; i++) {
        Peer.to(proxy).send(GET.repeat(i % 5)).close();
        Peer.to(proxy).send(GET + "garbage\r\n" + GET).close();
        Peer.to(proxy).send(GET.repeat(i % 5)).reset();
      }
      arena.recovers();
    }
  }
}
