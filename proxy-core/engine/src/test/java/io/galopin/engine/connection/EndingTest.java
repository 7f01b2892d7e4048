package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Move;
import io.galopin.engine.dial.Places;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.loop.Hop;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.ProxyMeter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndingTest {

  private final Buffers buffers = new Buffers();
  private final VirtualWires wires = new VirtualWires();
  private final Lifecycle life = wires.life;
  private final Uplink uplink = uplink();
  private int letGo;
  private int gone;
  private int closed;
  private final ProxyMeter meter =
      new ProxyMeter() {
        @Override
        public void closed() {
          closed++;
        }
      };
  private final Ending ending =
      new Ending(life, meter, wires.wires, wires.toxics, uplink, () -> letGo++, () -> gone++);

  private Uplink uplink() {
    return new Uplink(
        wires.proxy,
        wires.time.loop(),
        wires.proxy.spec(),
        new Hop(this, "web", names -> {}),
        socket -> {},
        trouble -> {});
  }

  @AfterEach
  void leavesNothingBehind() {
    wires.close();
    wires.time.advance(Duration.ofMinutes(20));
    assertThat(wires.facts.memory().held()).isZero();
    assertThat(letGo).isLessThanOrEqualTo(1);
    buffers.checkReleased();
  }

  private void connected() {
    wires.attach();
    life.connecting();
    life.connected();
  }

  @Test
  void eachWayEndsOnItsOwnAndTheConnectionWithTheSecond() {
    connected();
    ending.requestsPassed();
    assertThat(wires.atBackend).hasToString("|");
    assertThat(letGo).isZero();
    ending.repliesPassed(wires.desk.interventions());
    wires.time.run();
    assertThat(wires.atClient).hasToString("|");
    assertThat(letGo).isEqualTo(1);
    assertThat(life.isClosing()).isTrue();
  }

  @Test
  void theOtherOrderEndsItToo() {
    connected();
    ending.repliesPassed(wires.desk.interventions());
    assertThat(wires.atClient).hasToString("|");
    assertThat(letGo).isZero();
    ending.requestsPassed();
    assertThat(letGo).isEqualTo(1);
  }

  @Test
  void oneThatWaitsForTheOtherIsToldThatItHasEnded() {
    connected();
    wires.wires.replies().link().read(buffers.of("."));
    wires.wires.replies().link().end();
    assertThat(wires.repliesPassed).isZero();
    ending.requestsPassed();
    assertThat(wires.repliesPassed).isEqualTo(1);

    wires.wires.requests().link().read(buffers.of("."));
    wires.wires.requests().link().end();
    assertThat(wires.requestsPassed).isZero();
  }

  @Test
  void requestsThatWaitForRepliesAreToldToo() {
    connected();
    wires.wires.requests().link().read(buffers.of("."));
    wires.wires.requests().link().end();
    assertThat(wires.requestsPassed).isZero();
    ending.repliesPassed(wires.desk.interventions());
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void withoutABackendTheClientsEndIsTheEndOfTheReplies() {
    wires.client.attach(wires.clientSocket);
    life.connecting();
    life.notConnected();
    ending.requestsPassed();
    assertThat(wires.repliesPassed).isEqualTo(1);
    ending.endIfSilent();
    assertThat(wires.repliesPassed).isEqualTo(2);
  }

  @Test
  void anOrderlyEndDeliversWhatWasWritten() {
    connected();
    wires.backendSocket.room(0);
    wires.clientSocket.room(0);
    wires.link().read(buffers.of("a"));
    wires.wires.replies().link().read(buffers.of("b"));
    ending.end(Farewell.How.CLOSE);
    ending.end(Farewell.How.CLOSE);
    wires.time.run();
    assertThat(wires.atBackend).hasToString("");
    wires.backendSocket.room(100);
    wires.clientSocket.room(100);
    assertThat(wires.atBackend).hasToString("a|");
    assertThat(wires.atClient).hasToString("b|");
    assertThat(letGo).isEqualTo(1);
  }

  @Test
  void aResetMayBeOrderlyToo() {
    connected();
    wires.wires.replies().link().read(buffers.of("b"));
    ending.end(Farewell.How.RESET);
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atClient).hasToString("b!");
  }

  @Test
  void aResetLosesWhatIsNotSent() {
    connected();
    wires.backendSocket.room(0);
    wires.link().read(buffers.of("a"));
    wires.flow.flush();
    ending.reset();
    ending.reset();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atBackend).hasToString("!");
    assertThat(wires.atClient).hasToString("!");
    assertThat(letGo).isEqualTo(1);
  }

  @Test
  void whatIsOwedToABackendThatIsToComeIsDelivered() {
    wires.client.attach(wires.clientSocket);
    life.connecting();
    wires.link().read(buffers.of("a"));
    ending.leave(Farewell.How.CLOSE);
    assertThat(life.isGone()).isFalse();
    assertThat(life.connected()).as("waits for the socket").isTrue();
    wires.backend.attach(wires.backendSocket);
    wires.time.run();
    assertThat(wires.atBackend).hasToString("a|");
  }

  @Test
  void aBackendToWhichNothingIsOwedIsNotWaitedFor() {
    wires.client.attach(wires.clientSocket);
    life.connecting();
    ending.leave(Farewell.How.CLOSE);
    assertThat(life.connected()).isFalse();
  }

  private void stays() {
    wires.toxic((place, before) -> (length, arrived) -> Move.stay());
    wires.link().read(buffers.of("a"));
    assertThat(wires.toxics.toBackend().pinned()).isPositive();
  }

  @Test
  void whatToxicsHoldIsNotWaitedFor() {
    connected();
    stays();
    ending.leave(Farewell.How.CLOSE);
    assertThat(wires.toxics.toBackend().pinned()).isZero();
  }

  @Test
  void aResetDropsWhatToxicsHold() {
    connected();
    stays();
    ending.reset();
    assertThat(wires.toxics.toBackend().pinned()).isZero();
  }

  @Test
  void aDropDropsWhatToxicsHold() {
    connected();
    stays();
    ending.drop();
    assertThat(wires.toxics.toBackend().pinned()).isZero();
  }

  @Test
  void nothingComesAfterTheEnd() {
    connected();
    stays();
    ending.end(Farewell.How.CLOSE);
    assertThat(life.isClosing()).as("behind what a toxic holds").isFalse();
    boolean[] cancelled = new boolean[2];
    wires.wires.requests().holds().submit(step(cancelled, 0), wires.facts.now() + 1);
    wires.wires.replies().holds().submit(step(cancelled, 1), wires.facts.now() + 1);
    assertThat(cancelled).containsExactly(true, true);
  }

  private static HoldQueue.Step step(boolean[] cancelled, int index) {
    return new HoldQueue.Step() {
      @Override
      public void run() {}

      @Override
      public void cancel() {
        cancelled[index] = true;
      }
    };
  }

  @Test
  void aResetWaitsForNoBackend() {
    wires.client.attach(wires.clientSocket);
    life.connecting();
    ending.reset();
    assertThat(life.connected()).isFalse();
  }

  @Test
  void itsPlaceIsFreeWhenItIsGone() {
    wires.client.attach(wires.clientSocket);
    wires.proxy.network = socket -> {};
    wires.proxy.places = new Places(OptionalInt.of(1), Duration.ofSeconds(1));
    life.connecting();
    uplink.start(List.of());
    wires.time.run();
    boolean[] granted = new boolean[1];
    wires.proxy.places.claim(wires.time.loop(), () -> granted[0] = true, () -> {});
    ending.drop();
    wires.time.run();
    ending.socketClosed(wires.client);
    wires.time.run();
    assertThat(granted).containsExactly(true);
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void aDropSpeedsUpAnOrderlyEnd() {
    connected();
    wires.backendSocket.room(0);
    wires.link().read(buffers.of("a"));
    ending.end(Farewell.How.CLOSE);
    assertThat(wires.backendSocket.isOpen()).isTrue();
    ending.drop();
    assertThat(wires.backendSocket.isOpen()).isFalse();
    assertThat(wires.clientSocket.isOpen()).isFalse();
    assertThat(letGo).isEqualTo(1);
  }

  @Test
  void aDropDoesNotEndAPartOfARequestInOrder() {
    connected();
    wires.link().read(buffers.of("a"));
    wires.flow.flush();
    ending.unfinished();
    ending.drop();
    assertThat(wires.atBackend).hasToString("a!");
  }

  @Test
  void theClientsSocketEndsItAndTheBackendsAloneDoesNot() {
    connected();
    ending.socketClosed(wires.backend);
    assertThat(life.isLive()).isTrue();
    assertThat(gone).isZero();
    ending.socketClosed(wires.client);
    assertThat(life.isClosing()).isTrue();
    assertThat(gone).isEqualTo(1);
    ending.endIfGone();
    assertThat(gone).isEqualTo(1);
  }

  @Test
  void theClientsSocketTakesTheBackendsWithIt() {
    connected();
    ending.socketClosed(wires.client);
    assertThat(wires.backendSocket.isOpen()).isFalse();
    assertThat(gone).isZero();
    ending.socketClosed(wires.backend);
    assertThat(gone).isEqualTo(1);
  }

  @Test
  void theLastSocketEndsIt() {
    wires.attach();
    ending.socketClosed(wires.backend);
    assertThat(life.isClosing()).isTrue();
    assertThat(gone).isEqualTo(1);
  }

  @Test
  void aSocketThatClosesInAnOrderlyEndTakesNothingWithIt() {
    connected();
    wires.backendSocket.room(0);
    wires.link().read(buffers.of("a"));
    ending.end(Farewell.How.CLOSE);
    ending.socketClosed(wires.client);
    assertThat(wires.backendSocket.isOpen()).isTrue();
    assertThat(gone).isZero();
  }

  @Test
  void aDialIsCancelled() {
    wires.client.attach(wires.clientSocket);
    wires.proxy.network = socket -> {};
    Uplink waiting = uplink();
    Ending own =
        new Ending(life, meter, wires.wires, wires.toxics, waiting, () -> letGo++, () -> gone++);
    life.connecting();
    waiting.start(List.of());
    own.drop();
    wires.time.run();
    assertThat(wires.time.hasTimers()).isFalse();
    own.socketClosed(wires.client);
    assertThat(gone).isEqualTo(1);
    assertThat(wires.proxy.told).isEmpty();
  }
}
