package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Cut;
import io.galopin.engine.socket.Buffers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The link from the client to the backend. */
class LinkTest {

  private final Buffers buffers = new Buffers();
  private final VirtualWires wires = new VirtualWires().attach();
  private final Letters watcher = wires.requests;
  private final Link link = wires.link();

  @AfterEach
  void leavesNothingBehind() {
    wires.close();
    assertThat(wires.facts.memory().held()).isZero();
    buffers.checkReleased();
  }

  private void read(String text) {
    wires.read(buffers.of(text));
  }

  private void otherMoved() {
    link.otherMoved();
    wires.flow.flush();
  }

  private boolean reads() {
    return wires.clientSocket.config().isAutoRead();
  }

  @Test
  void piecesThatPassAndThoseThatAreTakenKeepTheirOrder() {
    read("abCDeF");
    assertThat(wires.atBackend).hasToString("ab(C)(D)e(F)");
    assertThat(link.atRest()).isTrue();
    read("g");
    assertThat(wires.atBackend).hasToString("ab(C)(D)e(F)g");
  }

  @Test
  void bytesWithoutADecisionAreKeptForThoseThatFollow() {
    read("ab;");
    assertThat(wires.atBackend).hasToString("ab");
    assertThat(link.atRest()).isFalse();
    assertThat(reads()).isTrue();
    otherMoved();
    assertThat(watcher.told).hasSize(2);
    read("c");
    assertThat(wires.atBackend).hasToString("ab;c");
    assertThat(link.atRest()).isTrue();
  }

  @Test
  void bytesThatAwaitTheOtherDirectionAreCutWhenThatHasMoved() {
    read("a.b");
    assertThat(wires.atBackend).hasToString("a");
    otherMoved();
    assertThat(wires.atBackend).hasToString("a");
    watcher.waiting = false;
    link.otherMoved();
    assertThat(wires.atBackend).as("flushed").hasToString("a.b");
  }

  @Test
  void anAnswerOfTheProxyFollowsWhatHasPassed() {
    read("ab*c");
    assertThat(watcher.told)
        .containsExactly("passed 1", "passed 1", "unanswered", "passed 1", "passed 1");
    assertThat(wires.atBackend).hasToString("ab-*c");
  }

  @Test
  void whatIsRefusedAndAllAfterItIsDropped() {
    read("a?b");
    assertThat(watcher.told).containsExactly("passed 1", "refused: a question");
    assertThat(wires.atBackend).hasToString("a");
    assertThat(link.atRest()).isTrue();
  }

  @Test
  void aBugReleasesTheBytes() {
    assertThatThrownBy(() -> read("ab!c")).hasMessage("a bug");
    assertThat(link.atRest()).isTrue();
  }

  @Test
  void bytesPassWholeWhereNothingIsWatched() {
    Attention none = new Attention(wires.proxy, true, () -> false, () -> true);
    Link unwatched =
        new Link(
            wires.facts,
            wires.guard,
            none,
            wires.wires.requests().path(),
            watcher,
            () -> watcher.told.add("passed all"));
    unwatched.read(buffers.of("aB?"));
    unwatched.end();
    wires.flow.flush();
    assertThat(wires.atBackend).hasToString("aB?");
    assertThat(watcher.told).containsExactly("passed all");
  }

  @Test
  void theEndPassesBehindAllPieces() {
    read("a");
    link.end();
    assertThat(watcher.told).containsExactly("passed 1", "end with \"\"");
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void theEndWaitsForWhatIsHeld() {
    wires.wires.requests().holds().submit(() -> {}, wires.facts.now() + 1_000);
    link.end();
    assertThat(wires.requestsPassed).isZero();
    wires.time.advance(Duration.ofNanos(1_000));
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void theRestPassesIfTheProtocolSaysSo() {
    read(";");
    watcher.end = Cut.pass(1);
    link.end();
    wires.flow.flush();
    assertThat(watcher.told).containsExactly("end with \";\"", "took ;");
    assertThat(wires.atBackend).hasToString("(;)");
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void theRestIsDroppedOrRefusedOtherwise() {
    read(";");
    watcher.end = Cut.refuse(null, "half of it");
    link.end();
    assertThat(watcher.told).containsExactly("end with \";\"", "refused: half of it");
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void aBugAtTheEndReleasesTheRest() {
    read(";");
    watcher.end = Cut.await();
    assertThatThrownBy(link::end).hasMessage("a bug at the end");
    assertThat(link.atRest()).isTrue();
  }

  @Test
  void theEndAwaitsTheOtherDirectionToo() {
    read(".a");
    link.end();
    assertThat(wires.requestsPassed).isZero();
    watcher.waiting = false;
    link.otherMoved();
    assertThat(wires.requestsPassed).isEqualTo(1);
    assertThat(wires.atBackend).hasToString(".a");
  }

  @Test
  void theEndDoesNotAwaitADirectionThatHasEnded() {
    read(".a");
    link.end();
    link.otherMoved();
    assertThat(wires.requestsPassed).isZero();
    link.otherEnded();
    assertThat(watcher.told).containsExactly("end with \".a\"");
    assertThat(wires.requestsPassed).isEqualTo(1);
    link.otherEnded();
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void theOtherDirectionMayHaveEndedBefore() {
    read(".a");
    link.otherEnded();
    assertThat(watcher.told).isEmpty();
    link.end();
    assertThat(watcher.told).containsExactly("end with \".a\"");
  }

  @Test
  void readsAndCutsNoMoreWhileTheOtherSideIsFull() {
    wires.backendSocket.room(0);
    read("x".repeat(600_000));
    assertThat(reads()).isFalse();
    read("AbC");
    assertThat(watcher.told).endsWith("took A");
    assertThat(link.paused()).isTrue();
    link.otherMoved();
    assertThat(watcher.told).endsWith("took A");
    link.end();
    assertThat(wires.requestsPassed).isZero();

    wires.backendSocket.room(Long.MAX_VALUE);
    otherMoved();

    assertThat(link.paused()).isFalse();
    assertThat(wires.atBackend.toString()).endsWith("x(A)b(C)");
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void piecesThatPassPauseItOnlyIfSomethingWaits() {
    wires.backendSocket.room(0);
    read("x".repeat(600_000));
    read("ab");
    assertThat(link.paused()).isFalse();
    watcher.pinned = 1;
    read("cd");
    assertThat(link.paused()).isTrue();
    assertThat(watcher.told).endsWith("passed 600000", "passed 1", "passed 1", "passed 1");
  }

  @Test
  void nothingIsPausedWithTheLastPiece() {
    wires.backendSocket.room(0);
    read("x".repeat(600_000));
    read("A");
    assertThat(link.paused()).isFalse();
    assertThat(reads()).isFalse();
  }

  @Test
  void readsNoMoreThanTheWatcherTakes() {
    watcher.full = true;
    link.adjustReading();
    assertThat(reads()).isFalse();
    watcher.full = false;
    watcher.pinned = 1 << 20;
    link.adjustReading();
    assertThat(reads()).isFalse();
    watcher.pinned--;
    link.adjustReading();
    assertThat(reads()).isTrue();
  }

  @Test
  void readsOnlySoMuchThatAwaitsTheOtherDirection() {
    read("." + "x".repeat((1 << 18) - 2));
    assertThat(reads()).isTrue();
    read("x");
    assertThat(reads()).isFalse();
    watcher.waiting = false;
    otherMoved();
    assertThat(reads()).isTrue();
  }

  @Test
  void waitsForOthersThatHoldTooMuchAndLooksAgain() {
    wires.facts.memory().add(1 << 22);
    read("." + "x".repeat(1 << 15));
    assertThat(reads()).isFalse();
    wires.time.advance(Duration.ofMillis(100));
    assertThat(reads()).isFalse();
    wires.facts.memory().remove(1 << 22);
    wires.time.advance(Duration.ofMillis(99));
    assertThat(reads()).isFalse();
    wires.time.advance(Duration.ofMillis(1));
    assertThat(reads()).isTrue();
    assertThat(wires.time.hasTimers()).isFalse();
  }

  @Test
  void discardsWhatItKeepsAndWhatComes() {
    read("a.b");
    watcher.full = true;
    link.discard();
    assertThat(link.atRest()).isTrue();
    assertThat(reads()).isTrue();
    read("c");
    watcher.waiting = false;
    otherMoved();
    assertThat(wires.atBackend).hasToString("a");
    link.end();
    assertThat(watcher.told).containsExactly("passed 1");
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void endsItsOutputBehindTheToxics() {
    read("a");
    link.endOutput();
    assertThat(wires.atBackend).hasToString("a|");
  }
}
