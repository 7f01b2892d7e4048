package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.latency;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.slices;
import static io.galopin.engine.ToxicRig.stay;
import static io.galopin.engine.ToxicRig.toxic;
import static io.galopin.engine.ToxicRig.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.rule.ToxicSpec;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests toxics that are added, changed and removed while bytes are on their way. */
class ToxicChangesTest {

  private final ToxicRig rig = new ToxicRig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  @Test
  void aToxicThatIsAddedActsOnOpenConnectionsAndOneThatIsRemovedLetsGo() throws IOException {
    Proxy proxy = rig.open();
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      assertThat(read(client, 1)).isEqualTo("a");
      proxy.setToxics(List.of(down("stay", stay())));
      write(client, "b");
      await().until(() -> rig.engine().heldBytes() > 0);
      write(client, "c");
      assertThat(client.getInputStream().available()).isZero();
      proxy.setToxics(List.of());
      assertThat(read(client, 2)).isEqualTo("bc");
    }
  }

  @Test
  void whatWaitsAtAChangedToxicIsAskedAboutAnew() throws IOException {
    Proxy proxy = rig.open(down("slow", latency(Duration.ofHours(1))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> rig.engine().heldBytes() > 0);
      proxy.setToxics(List.of(down("slow", latency(Duration.ofMillis(1)))));
      assertThat(read(client, 3)).isEqualTo("abc");
    }
  }

  @Test
  void aNeighborDoesNotDisturbWhatWaits() throws IOException {
    ToxicSpec stay = down("stay", stay());
    Proxy proxy = rig.open(stay);
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> rig.engine().heldBytes() > 0);
      proxy.setToxics(List.of(stay, down("other", slices(1))));
      proxy.setToxics(List.of(stay));
      assertThat(client.getInputStream().available()).isZero();
      proxy.setToxics(List.of());
      assertThat(read(client, 3)).isEqualTo("abc");
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
    Proxy proxy = rig.open(down("gone", closing));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> !rig.engine().journal().after(0, 1).isEmpty());
      proxy.setToxics(List.of());
      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  /** Changes random chains at random. Without toxics that drop, every byte arrives. */
  @Test
  void bytesArriveIntactWhateverChanges() throws Exception {
    arriveIntact(0);
  }

  @Tag("thorough")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void bytesArriveIntactWhateverElseChanges(int seed) throws Exception {
    arriveIntact(seed);
  }

  private void arriveIntact(int seed) throws Exception {
    Random random = new Random(seed);
    Proxy proxy = rig.open();
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
    // Waits for one that still reads: changes without a pause would keep the event loops from all
    // else.
    for (Thread reader : readers) {
      while (reader.isAlive()) {
        proxy.setToxics(chain(random));
        reader.join(3);
        if (random.nextInt(3) == 0) {
          proxy.setToxics(List.of());
        }
      }
    }
    assertThat(wrong).isEmpty();
    for (Socket client : clients) {
      client.close();
    }
    proxy.close().join();
  }

  private static List<ToxicSpec> chain(Random random) {
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
    return chain;
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
}
