package io.galopin.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.match.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The chain of toxics, over real sockets. */
class ToxicTest {

  private static final int MOST_READ_AT_ONCE = 1 << 19;

  private final Rig rig = new Rig(EngineSettings.withSeed(42).withHeld(1 << 20, 2 << 20));

  @AfterEach
  void close() throws IOException {
    rig.close();
    assertThat(rig.engine.heldBytes()).isZero();
  }

  /** Sends back what comes, and ends when the client does. */
  private static void echo(Socket socket) throws IOException {
    socket.getInputStream().transferTo(socket.getOutputStream());
  }

  private static ToxicSpec toxic(String name, Direction direction, Toxic toxic) {
    return new ToxicSpec(name, "test", direction, 1, Options.defaults(List.of()), toxic);
  }

  private static ToxicSpec down(String name, Toxic toxic) {
    return toxic(name, Direction.DOWNSTREAM, toxic);
  }

  private static Toxic latency(Duration delay) {
    return (place, before) ->
        (length, arrived) -> {
          long due = arrived + delay.toNanos();
          return place.now() - due >= 0 ? Move.passAll() : Move.waitUntil(due);
        };
  }

  private static Toxic stay() {
    return (place, before) -> (length, arrived) -> Move.stay();
  }

  private static Toxic slices(int size) {
    return (place, before) -> (length, arrived) -> Move.pass(size);
  }

  private static Toxic closeAfter(int most) {
    return (place, before) ->
        new Stage() {
          private int left = most;

          @Override
          public Move onBytes(int length, long arrived) {
            int now = Math.min(left, length);
            left -= now;
            return now == 0 ? Move.close() : Move.pass(now);
          }
        };
  }

  private Proxy open(ToxicSpec... toxics) throws IOException {
    Proxy proxy = rig.open(new TurnProtocol(), rig.backend(ToxicTest::echo));
    proxy.setToxics(List.of(toxics));
    return proxy;
  }

  private static String read(Socket socket, int count) throws IOException {
    return new String(socket.getInputStream().readNBytes(count), US_ASCII);
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(US_ASCII));
  }

  @Test
  void whatIsHeldArrivesCompleteAndInOrder() throws IOException {
    Proxy proxy = open(down("late", latency(Duration.ofMillis(30))), down("sliced", slices(7)));
    try (Socket client = rig.connect(proxy)) {
      byte[] sent = new byte[300_000];
      new Random(1).nextBytes(sent);
      client.getOutputStream().write(sent);
      client.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
    }
  }

  @Test
  void aToxicThatIsAddedActsOnOpenConnectionsAndOneThatIsRemovedLetsGo() throws IOException {
    Proxy proxy = open();
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      assertThat(read(client, 1)).isEqualTo("a");
      proxy.setToxics(List.of(down("stay", stay())));
      write(client, "b");
      await().until(() -> rig.engine.heldBytes() > 0);
      write(client, "c");
      assertThat(client.getInputStream().available()).isZero();
      proxy.setToxics(List.of());
      assertThat(read(client, 2)).isEqualTo("bc");
    }
  }

  @Test
  void whatWaitsAtAChangedToxicIsAskedAboutAnew() throws IOException {
    Proxy proxy = open(down("slow", latency(Duration.ofHours(1))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> rig.engine.heldBytes() > 0);
      proxy.setToxics(List.of(down("slow", latency(Duration.ofMillis(1)))));
      assertThat(read(client, 3)).isEqualTo("abc");
    }
  }

  @Test
  void aNeighborDoesNotDisturbWhatWaits() throws IOException {
    ToxicSpec stay = down("stay", stay());
    Proxy proxy = open(stay);
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> rig.engine.heldBytes() > 0);
      proxy.setToxics(List.of(stay, down("other", slices(1))));
      proxy.setToxics(List.of(stay));
      assertThat(client.getInputStream().available()).isZero();
      proxy.setToxics(List.of());
      assertThat(read(client, 3)).isEqualTo("abc");
    }
  }

  @Test
  void aCloseComesAfterWhatHasPassedAlsoWhenALaterToxicHoldsThat() throws IOException {
    Proxy proxy = open(down("limit", closeAfter(3)), down("late", latency(Duration.ofMillis(50))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abcdef");
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo("abc");
    }
    await().until(() -> proxy.connections() == 0);
  }

  @Test
  void aResetIsAResetAlsoOnAnIdleConnection() throws IOException {
    Toxic reset =
        (place, before) -> {
          place.alarmAt(place.now());
          return new Stage() {
            @Override
            public Move onBytes(int length, long arrived) {
              return Move.dropAll();
            }

            @Override
            public Move onAlarm() {
              return Move.reset();
            }
          };
        };
    Proxy proxy = open();
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      assertThat(read(client, 1)).isEqualTo("a");
      proxy.setToxics(List.of(down("reset", reset)));
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void theEndOfADirectionWaitsForTheBytesBeforeIt() throws IOException {
    Proxy proxy = open(toxic("late", Direction.UPSTREAM, latency(Duration.ofMillis(50))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      client.shutdownOutput();
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII)).isEqualTo("abc");
    }
  }

  @Test
  void aSlowedEndDelaysTheEndOnly() throws IOException {
    Toxic slowEnd =
        (place, before) ->
            new Stage() {
              @Override
              public Move onBytes(int length, long arrived) {
                return Move.passAll();
              }

              @Override
              public Move onEnd(long arrived) {
                return Move.stay();
              }
            };
    Proxy proxy = open(down("slow", slowEnd));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      client.shutdownOutput();
      assertThat(read(client, 3)).isEqualTo("abc");
      await()
          .until(
              () ->
                  rig.engine.journal().after(0, 10).stream()
                      .anyMatch(entry -> entry.decision().startsWith("begins")));
      proxy.setToxics(List.of());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void removalMayEndTheConnectionsThatWereTouched() throws IOException {
    Toxic closing =
        (place, before) ->
            new Stage() {
              @Override
              public Move onBytes(int length, long arrived) {
                return Move.dropAll();
              }

              @Override
              public Move onRemoved() {
                return Move.close();
              }
            };
    Proxy proxy = open(down("gone", closing));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> !rig.engine.journal().after(0, 1).isEmpty());
      proxy.setToxics(List.of());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void toxicityZeroChangesNothingAndOthersAreDrawnPerConnection() throws IOException {
    ToxicSpec some =
        new ToxicSpec(
            "some", "test", Direction.DOWNSTREAM, 0.5, Options.defaults(List.of()), closeAfter(0));
    ToxicSpec never =
        new ToxicSpec(
            "never", "test", Direction.DOWNSTREAM, 0, Options.defaults(List.of()), closeAfter(0));
    Proxy proxy = open(some, never);
    Draws draws = Draws.of(42, proxy.spec().name());
    for (int connection = 1; connection <= 40; connection++) {
      try (Socket client = rig.connect(proxy)) {
        write(client, "x");
        boolean closed = client.getInputStream().read() == -1;
        assertThat(closed)
            .as("connection %d", connection)
            .isEqualTo(draws.number(connection, "toxicity", "some") < 0.5);
      }
    }
  }

  @Test
  void whatAToxicHoldsIsBoundedAndSlowsTheSender() throws Exception {
    AtomicLong written = new AtomicLong();
    Address backend =
        rig.backend(
            socket -> {
              byte[] block = new byte[1 << 16];
              for (int i = 0; i < 1024; i++) {
                socket.getOutputStream().write(block);
                written.addAndGet(block.length);
              }
            });
    Proxy proxy = rig.open(new TurnProtocol(), backend);
    proxy.setToxics(List.of(down("stay", stay())));
    try (Socket client = rig.connect(proxy)) {
      await().until(() -> rig.engine.heldBytes() >= 1 << 20);
      AtomicLong seen = new AtomicLong();
      await()
          .during(Duration.ofMillis(200))
          .until(() -> seen.getAndSet(written.get()) == written.get());
      assertThat(rig.engine.heldBytes()).isLessThan(3 << 20);
      assertThat(written.get()).isLessThan(64L << 20);
      proxy.setToxics(List.of());
      InputStream in = client.getInputStream();
      in.skipNBytes(64L << 20);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void theFirstToxicSaysHowMuchIsReadAhead() throws Exception {
    int ahead = 1 << 16;
    int length = 8 << 20;
    Address backend = rig.backend(socket -> socket.getOutputStream().write(new byte[length]));
    Proxy proxy = rig.open(new TurnProtocol(), backend);
    proxy.setToxics(List.of(down("slow", reading(ahead)), down("stay", reading(1))));
    try (Socket client = rig.connect(proxy)) {
      await().until(() -> rig.engine.heldBytes() >= ahead);
      await()
          .during(Duration.ofMillis(200))
          .until(() -> rig.engine.heldBytes() < ahead + MOST_READ_AT_ONCE);
      proxy.setToxics(List.of());
      client.getInputStream().skipNBytes(length);
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  private static Toxic reading(long ahead) {
    return (place, before) ->
        new Stage() {
          @Override
          public Move onBytes(int length, long arrived) {
            return Move.stay();
          }

          @Override
          public long readAhead() {
            return ahead;
          }
        };
  }

  @Test
  void toxicsActOnWhatTheProxyItselfAnswersAndLetItArrive() throws IOException {
    Behavior fail =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return exchange.ordinal() == 1 ? Decision.fail(Failure.ERROR) : Decision.close();
          }
        };
    Proxy proxy = rig.open(new LineProtocol(), rig.backend(ToxicTest::echo), fail);
    proxy.setToxics(List.of(down("late", latency(Duration.ofMillis(50)))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "a\nb\n");
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
          .isEqualTo("ERROR a\n");
    }
  }

  @Test
  void eachToxicHasAnEntryWhenItFirstActsAndOneAtItsEnd() throws IOException {
    Proxy proxy = open(down("late", latency(Duration.ofMillis(1))));
    try (Socket client = rig.connect(proxy)) {
      for (int i = 0; i < 10; i++) {
        write(client, "x");
        read(client, 1);
      }
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine.journal().after(0, 10))
        .extracting(Journal.Entry::plugin, Journal.Entry::decision)
        .containsExactly(
            tuple("late", "begins: test {}"),
            tuple("late", "ended: 10 bytes passed, 0 dropped, 10 waits"));
  }

  @Test
  void aToxicThatThrowsEndsItsConnectionAndNoOther() throws IOException {
    Toxic broken =
        (place, before) ->
            new Stage() {
              private boolean waited;

              @Override
              public Move onBytes(int length, long arrived) {
                if (waited) {
                  throw new IllegalStateException("a bug, for the test");
                }
                waited = true;
                return Move.waitUntil(place.now());
              }
            };
    Proxy proxy = open(down("broken", broken));
    try (Socket client = rig.connect(proxy);
        Socket other = rig.connect(proxy)) {
      write(client, "x");
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      proxy.setToxics(List.of());
      write(other, "y");
      assertThat(read(other, 1)).isEqualTo("y");
    }
  }

  /** Random chains under random changes: where nothing drops, every byte arrives. */
  @Test
  void bytesArriveIntactWhateverChanges() throws Exception {
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      Proxy proxy = open();
      List<Socket> clients = new ArrayList<>();
      List<Thread> readers = new ArrayList<>();
      List<String> wrong = Collections.synchronizedList(new ArrayList<>());
      byte[] sent = new byte[400_000];
      random.nextBytes(sent);
      for (int i = 0; i < 6; i++) {
        Socket client = rig.connect(proxy);
        clients.add(client);
        Thread writer = new Thread(() -> send(client, sent), "test-writer");
        Thread reader = new Thread(() -> compare(client, sent, wrong), "test-reader");
        writer.start();
        reader.start();
        readers.add(reader);
      }
      while (readers.stream().anyMatch(Thread::isAlive)) {
        List<ToxicSpec> chain = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
          Direction direction = random.nextBoolean() ? Direction.UPSTREAM : Direction.DOWNSTREAM;
          Toxic toxic =
              switch (random.nextInt(3)) {
                case 0 -> latency(Duration.ofMillis(random.nextInt(5)));
                case 1 -> slices(1 + random.nextInt(5000));
                default -> stay();
              };
          chain.add(toxic("t" + n, direction, toxic));
        }
        proxy.setToxics(chain);
        readers.get(0).join(3);
        if (random.nextInt(3) == 0) {
          proxy.setToxics(List.of());
        }
      }
      assertThat(wrong).isEmpty();
      for (Socket client : clients) {
        client.close();
      }
      proxy.close().join();
    }
  }

  private static void send(Socket client, byte[] bytes) {
    try {
      client.getOutputStream().write(bytes);
      client.shutdownOutput();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static void compare(Socket client, byte[] expected, List<String> wrong) {
    try {
      if (!Arrays.equals(client.getInputStream().readAllBytes(), expected)) {
        wrong.add("other bytes");
      }
    } catch (IOException failure) {
      wrong.add(failure.toString());
    }
  }

  private static ToxicSpec scoped(String when, String trigger, Toxic toxic) {
    Condition condition =
        when.isEmpty()
            ? Condition.always()
            : Condition.test(
                Vocabulary.ofConnections().term(when.split("=")[0]), "=", when.split("=")[1]);
    return new ToxicSpec(
        "scoped",
        "test",
        Direction.DOWNSTREAM,
        1,
        Options.defaults(List.of()),
        toxic,
        new Scope(condition, trigger.isEmpty() ? Trigger.ALWAYS : Trigger.parse(trigger)));
  }

  /** What an echo gives back on a connection of its own. */
  private String echoed(Proxy proxy) throws IOException {
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      client.shutdownOutput();
      return new String(client.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void actsOnTheConnectionsThatItIsAbout() throws IOException {
    Proxy proxy = open(scoped("connection=2..3", "", closeAfter(1)));
    assertThat(List.of(echoed(proxy), echoed(proxy), echoed(proxy), echoed(proxy)))
        .containsExactly("abc", "a", "a", "abc");

    proxy.setToxics(List.of(scoped("client.address=10.0.0.0/8", "", closeAfter(1))));
    assertThat(echoed(proxy)).isEqualTo("abc");
    proxy.setToxics(List.of(scoped("client.address=127.0.0.0/8", "", closeAfter(1))));
    assertThat(echoed(proxy)).isEqualTo("a");
  }

  @Test
  void countsTheConnectionsThatComeAfterItWasSet() throws IOException {
    Proxy proxy = open();
    try (Socket earlier = rig.connect(proxy)) {
      write(earlier, "a");
      assertThat(read(earlier, 1)).isEqualTo("a");
      proxy.setToxics(List.of(scoped("", "call 2", closeAfter(1))));
      assertThat(List.of(echoed(proxy), echoed(proxy), echoed(proxy)))
          .containsExactly("abc", "a", "abc");
      write(earlier, "bc");
      assertThat(read(earlier, 2)).isEqualTo("bc");
    }
  }

  @Test
  void actsWhileItsTimeIs() throws IOException {
    Proxy proxy = open(scoped("", "until 1 h", stay()));
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      await().until(() -> rig.engine.heldBytes() > 0);
      // Nothing comes from either peer when the time is over.
      proxy.setToxics(List.of(scoped("", "until 200 ms", stay())));
      assertThat(read(client, 1)).isEqualTo("a");
    }
    proxy.setToxics(List.of(scoped("", "after 1 h", closeAfter(1))));
    assertThat(echoed(proxy)).isEqualTo("abc");
  }
}
