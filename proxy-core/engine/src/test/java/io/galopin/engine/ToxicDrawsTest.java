package io.galopin.engine;

import static io.galopin.engine.ToxicRig.read;
import static io.galopin.engine.ToxicRig.toxic;
import static io.galopin.engine.ToxicRig.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.ToxicSpec;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that draws of toxics belong to places in the stream. */
class ToxicDrawsTest {

  private final ToxicRig rig = new ToxicRig();

  @AfterEach
  void close() throws IOException {
    rig.close();
  }

  private static ToxicSpec drawing(Queue<Double> drawn) {
    return toxic(
        "drawing",
        Direction.UPSTREAM,
        (place, before) ->
            (length, arrived) -> {
              drawn.add(place.nextDraw());
              return Move.passAll();
            });
  }

  /** Sends pieces of the stream, each when the one before has come back, and returns the draws. */
  private List<Double> drawnFor(String... pieces) throws IOException {
    Queue<Double> drawn = new ConcurrentLinkedQueue<>();
    Proxy proxy = rig.open(drawing(drawn));
    try (Socket client = rig.connect(proxy)) {
      send(client, pieces);
    }
    proxy.close().join();
    return List.copyOf(drawn);
  }

  private static void send(Socket client, String... pieces) throws IOException {
    for (String piece : pieces) {
      write(client, piece);
      assertThat(read(client, piece.length())).isEqualTo(piece);
    }
  }

  @Test
  void areTheSameHoweverTcpCutsWhatComesBefore() throws IOException {
    List<Double> whole = drawnFor("abcd", "efgh", "ijkl");
    List<Double> cut = drawnFor("a", "bcd", "efgh", "ij", "kl");

    assertThat(whole).hasSize(3).doesNotHaveDuplicates();
    assertThat(cut).hasSize(5).doesNotHaveDuplicates().containsSubsequence(whole);
  }

  @Test
  void areThoseOfTheStreamAlsoForOneThatComesLater() throws IOException {
    List<Double> whole = drawnFor("abcd", "efgh", "ijkl");
    Queue<Double> drawn = new ConcurrentLinkedQueue<>();
    Proxy proxy = rig.open();
    try (Socket client = rig.connect(proxy)) {
      send(client, "abcd");
      proxy.setToxics(List.of(drawing(drawn)));
      send(client, "efgh");
      proxy.setToxics(List.of());
      proxy.setToxics(List.of(drawing(drawn)));
      send(client, "ijkl");
    }

    assertThat(drawn).containsExactlyElementsOf(whole.subList(1, 3));
  }

  /** Drops the first four bytes, at once or after a while, and draws for what follows. */
  private static ToxicSpec dropping(AtomicInteger left, boolean late, Queue<Double> drawn) {
    return toxic(
        "drawing",
        Direction.UPSTREAM,
        (place, before) ->
            (length, arrived) -> {
              if (late && place.now() - arrived < 1_000_000) {
                return Move.waitUntil(arrived + 1_000_000);
              }
              if (left.get() > 0) {
                left.addAndGet(-length);
                return Move.dropAll();
              }
              drawn.add(place.nextDraw());
              return Move.passAll();
            });
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void areThoseOfTheStreamAlsoBehindWhatIsDropped(boolean late) throws IOException {
    List<Double> whole = drawnFor("abcd", "efgh");
    AtomicInteger left = new AtomicInteger(4);
    Queue<Double> drawn = new ConcurrentLinkedQueue<>();
    Proxy proxy = rig.open(dropping(left, late, drawn));
    try (Socket client = rig.connect(proxy)) {
      write(client, "abcd");
      await().until(() -> left.get() == 0);
      send(client, "efgh");
    }

    assertThat(drawn).containsExactly(whole.get(1));
    assertThat(rig.engine().journal().after(0, 100))
        .extracting(Journal.Entry::decision)
        .anyMatch(decision -> decision.startsWith("begins"));
  }

  @Test
  void areOthersWhenAskedForAgain() throws IOException {
    Queue<Double> drawn = new ConcurrentLinkedQueue<>();
    Proxy proxy =
        rig.open(
            toxic(
                "drawing",
                Direction.UPSTREAM,
                (place, before) ->
                    (length, arrived) -> {
                      drawn.addAll(List.of(place.nextDraw(), place.nextDraw(), place.nextDraw()));
                      return Move.passAll();
                    }));
    try (Socket client = rig.connect(proxy)) {
      send(client, "abcd", "efgh");
    }

    assertThat(drawn).hasSize(6).doesNotHaveDuplicates();
  }
}
