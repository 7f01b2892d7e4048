package io.galopin.engine;

import static io.galopin.engine.ToxicRig.down;
import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.slices;
import static io.galopin.engine.ToxicRig.stay;
import static io.galopin.engine.ToxicRig.write;
import static io.galopin.engine.rule.ToxicTally.Step.BEFORE;
import static io.galopin.engine.rule.ToxicTally.Step.FIRED;
import static io.galopin.engine.rule.ToxicTally.Step.REACHED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.ToxicTally;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what happens to bytes that waited at a toxic, for each move that it can return. */
class ToxicMovesTest {

  private final ToxicRig rig = new ToxicRig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  /** Returns a toxic that first lets bytes wait, then returns these moves, then lets all pass. */
  private static Toxic waitsThen(Move... moves) {
    return (place, before) -> {
      Queue<Move> left = new ArrayDeque<>(List.of(moves));
      return new Stage() {
        private boolean waited;

        @Override
        public Move onBytes(int length, long arrived) {
          if (!waited) {
            waited = true;
            return Move.waitUntil(place.now());
          }
          Move next = left.poll();
          return next == null ? Move.passAll() : next;
        }
      };
    };
  }

  private static Toxic onAlarm(Move move) {
    return (place, before) -> {
      place.alarmAt(place.now());
      return new Stage() {
        @Override
        public Move onBytes(int length, long arrived) {
          return Move.stay();
        }

        @Override
        public Move onAlarm() {
          return move;
        }
      };
    };
  }

  private List<String> journal() {
    return rig.engine().journal().after(0, 10).stream().map(Journal.Entry::decision).toList();
  }

  private static ToxicTally tally(Proxy proxy, int toxic) {
    return proxy.spec().toxics().get(toxic).tally();
  }

  @Test
  void partOfWhatWaitedIsDroppedAndTheRestGoesOn() throws IOException {
    Proxy proxy = rig.open(down("some", waitsThen(new Move(Move.Kind.DROP, 2, 0), Move.pass(1))));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abcdef");
      assertThat(read(client, 4)).isEqualTo("cdef");
      proxy.setToxics(List.of());
      await().until(() -> journal().size() == 2);
      assertThat(journal())
          .containsExactly("begins: test {}", "ended: 4 bytes passed, 2 dropped, 1 waits");
    }
  }

  @Test
  void allThatWaitedIsDroppedAndNothingOfItIsHeld() throws IOException {
    Proxy proxy = rig.open(down("some", waitsThen(Move.dropAll())));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abc");
      await().until(() -> tally(proxy, 0).connections(FIRED) == 1 && rig.engine().heldBytes() == 0);
      write(client, "d");
      assertThat(read(client, 1)).isEqualTo("d");
    }
  }

  @Test
  void anAlarmMayCloseAnIdleConnectionAndOneThatHoldsBytes() throws IOException {
    Proxy proxy = rig.open();
    try (Socket idle = rig.connect(proxy);
        Socket busy = rig.connect(proxy)) {
      write(idle, "a");
      assertThat(read(idle, 1)).isEqualTo("a");
      proxy.setToxics(List.of(down("over", stay())));
      write(busy, "abc");
      await().until(() -> rig.engine().heldBytes() > 0);

      proxy.setToxics(List.of(down("over", onAlarm(Move.close()))));

      assertThat(idle.getInputStream().read()).isEqualTo(-1);
      assertThat(busy.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  void removalMayResetTheConnection() throws IOException {
    Toxic resetting =
        (place, before) ->
            new Stage() {
              @Override
              public Move onBytes(int length, long arrived) {
                return Move.passAll();
              }

              @Override
              public Move onRemoved() {
                return Move.reset();
              }
            };
    Proxy proxy = rig.open(down("gone", resetting));
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      assertThat(read(client, 1)).isEqualTo("a");
      proxy.setToxics(List.of());
      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketException.class)
          .hasMessageContaining("reset");
    }
  }

  @Test
  void whatCutsBytesHasActed() throws IOException {
    Proxy proxy = rig.open(down("sliced", slices(2)));
    try (Socket client = rig.connect(proxy)) {
      write(client, "a");
      assertThat(read(client, 1)).isEqualTo("a");
      assertThat(tally(proxy, 0).connections(FIRED)).isZero();
      write(client, "bcd");
      assertThat(read(client, 3)).isEqualTo("bcd");
    }
    await().until(() -> proxy.connections() == 0);
    assertThat(journal())
        .containsExactly("begins: test {}", "ended: 4 bytes passed, 0 dropped, 0 waits");
  }

  @Test
  void aToxicKnowsWhoIsBeforeIt() throws IOException {
    Proxy proxy = rig.open(down("a", slices(9)), down("b", stay()), down("c", slices(9)));
    try (Socket client = rig.connect(proxy)) {
      write(client, "x");
      await().until(() -> tally(proxy, 1).connections(FIRED) == 1);
      for (int toxic = 0; toxic < 3; toxic++) {
        assertThat(tally(proxy, toxic).connections(REACHED)).isEqualTo(toxic == 2 ? 0 : 1);
        assertThat(tally(proxy, toxic).connections(BEFORE)).isEqualTo(toxic == 0 ? 0 : 1);
      }
      assertThat(tally(proxy, 0).predecessor()).isEmpty();
      assertThat(tally(proxy, 1).predecessor()).hasValue("a");
      assertThat(tally(proxy, 2).predecessor()).hasValue("b");
    }
  }

  @Test
  void anEndAloneReachesAToxic() throws IOException {
    Proxy proxy = rig.open(down("sliced", slices(9)));
    try (Socket client = rig.connect(proxy)) {
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).isEqualTo(-1);
      assertThat(tally(proxy, 0).connections(REACHED)).isOne();
    }
  }
}
