package io.galopin.engine;

import static io.galopin.engine.ToxicRig.closeAfter;
import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.latency;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.slices;
import static io.galopin.engine.ToxicRig.toxic;
import static io.galopin.engine.ToxicRig.write;
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
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.journal.Journal;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what toxics do to the bytes of a connection and to its end, over real sockets. */
class ToxicTest {

  private final ToxicRig rig = new ToxicRig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void whatIsHeldArrivesCompleteAndInOrder() throws IOException {
    Proxy proxy = rig.open(down("late", latency(Duration.ofMillis(30))), down("sliced", slices(7)));
    try (Socket client = rig.connect(proxy)) {
      byte[] sent = new byte[60_000];
      new Random(1).nextBytes(sent);
      client.getOutputStream().write(sent);
      client.shutdownOutput();
      assertThat(client.getInputStream().readAllBytes()).isEqualTo(sent);
    }
  }

  /** Returns a toxic that takes longer to decide than it delays. */
  private static Toxic slowToAnswer() {
    return (place, before) ->
        new Stage() {
          @Override
          public Move onBytes(int length, long arrived) {
            return later(arrived);
          }

          @Override
          public Move onEnd(long arrived) {
            return later(arrived);
          }

          private Move later(long arrived) {
            LockSupport.parkNanos(100_000);
            long due = arrived + 2_000;
            return place.now() - due >= 0 ? Move.passAll() : Move.waitUntil(due);
          }
        };
  }

  @Test
  void whatHasADelayWaitsHoweverLongItTakesToSaySo() throws IOException {
    Proxy proxy = rig.open(down("late", slowToAnswer()));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      assertThat(read(client, 3)).isEqualTo("abc");
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
    await().until(() -> proxy.connections() == 0);

    assertThat(rig.engine().journal().after(0, 10))
        .extracting(Journal.Entry::decision)
        .containsExactly("begins: test {}", "ended: 3 bytes passed, 0 dropped, 2 waits");
  }

  @Test
  void aCloseComesAfterWhatHasPassedAlsoWhenALaterToxicHoldsThat() throws IOException {
    Proxy proxy =
        rig.open(down("limit", closeAfter(3)), down("late", latency(Duration.ofMillis(50))));
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
    Proxy proxy = rig.open();
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
    Proxy proxy = rig.open(toxic("late", Direction.UPSTREAM, latency(Duration.ofMillis(50))));
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
    Proxy proxy = rig.open(down("slow", slowEnd));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      client.shutdownOutput();
      assertThat(read(client, 3)).isEqualTo("abc");
      await()
          .until(
              () ->
                  rig.engine().journal().after(0, 10).stream()
                      .anyMatch(entry -> entry.decision().startsWith("begins")));
      proxy.setToxics(List.of());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
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
    Proxy proxy = rig.openLines(fail);
    proxy.setToxics(List.of(down("late", latency(Duration.ofMillis(50)))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "a\nb\n");
      assertThat(new String(client.getInputStream().readAllBytes(), US_ASCII))
          .isEqualTo("ERROR a\n");
    }
  }

  @Test
  void eachToxicHasAnEntryWhenItFirstActsAndOneAtItsEnd() throws IOException {
    Proxy proxy = rig.open(down("late", latency(Duration.ofMillis(1))));
    try (Socket client = rig.connect(proxy)) {
      for (int i = 0; i < 10; i++) {
        write(client, "x");
        read(client, 1);
      }
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(rig.engine().journal().after(0, 10))
        .extracting(Journal.Entry::plugin, Journal.Entry::decision)
        .containsExactly(
            tuple("late", "begins: test {}"),
            tuple("late", "ended: 10 bytes passed, 0 dropped, 10 waits"));
  }

  @Test
  void whatAToxicHeldPassesWhenItThrows() throws IOException {
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
    Proxy proxy = rig.open(down("broken", broken));
    try (Socket client = rig.connect(proxy);
        Socket other = rig.connect(proxy)) {
      write(client, "x");
      assertThat(read(client, 1)).isEqualTo("x");
      proxy.setToxics(List.of());
      write(other, "y");
      assertThat(read(other, 1)).isEqualTo("y");
    }
  }
}
