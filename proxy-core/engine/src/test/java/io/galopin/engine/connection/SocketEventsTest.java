package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Behavior;
import io.galopin.api.Cut;
import io.galopin.api.Decision;
import io.galopin.api.Direction;
import io.galopin.api.Exchange;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.engine.exchange.RequestWatcher;
import io.galopin.engine.loop.Hop;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.Farewell;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.engine.socket.Side;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketEventsTest {

  private final IOException broken = new IOException("broken");
  private static final String MUCH = "x".repeat(600_000);

  private final Buffers buffers = new Buffers();
  private final VirtualWires wires = new VirtualWires().attach();
  private final Lifecycle life = wires.life;
  private final List<String> metered = new ArrayList<>();
  private final ProxyMeter meter =
      new ProxyMeter() {
        @Override
        public void received(Direction direction, int bytes) {
          metered.add(direction + " " + bytes);
        }
      };
  private final Ending ending =
      new Ending(
          life,
          ProxyMeter.NONE,
          wires.wires,
          wires.toxics,
          new Uplink(
              wires.proxy,
              wires.time.loop(),
              wires.proxy.spec(),
              new Hop(this, "web", names -> {}),
              socket -> {},
              trouble -> {}),
          () -> {},
          () -> {});
  private int idle;
  private final IdleWatch watch =
      new IdleWatch(wires.time.loop(), Duration.ofSeconds(10), () -> false, () -> idle++);
  private final SocketEvents events =
      new SocketEvents(
          wires.facts,
          life,
          new Wiring(wires.wires, wires.flow, ending, wires.guard),
          wires.toxics,
          wires.desk.interventions(),
          meter,
          watch);
  private final Side client = wires.client;
  private final Side backend = wires.backend;

  @BeforeEach
  void connected() {
    life.connecting();
    life.connected();
    wires.toxics.update();
    wires.controls.told.clear();
    watch.start();
  }

  @AfterEach
  void leavesNothingBehind() {
    watch.stop();
    wires.close();
    wires.time.advance(Duration.ofMinutes(20));
    assertThat(wires.facts.memory().held()).isZero();
    buffers.checkReleased();
  }

  private void read(Side side, String text) {
    events.read(side, buffers.of(text));
  }

  /** A request comes on which the client hangs. */
  private void hang() {
    Behavior hangs =
        new Behavior() {
          @Override
          public Decision onBeforeHandle(Exchange exchange) {
            return Decision.hang();
          }
        };
    wires.proxy.rules = RuleSet.of(Mix.of(Map.of("hang", BigDecimal.valueOf(100)), name -> hangs));
    RequestWatcher watcher =
        new RequestWatcher(
            wires.desk,
            wires.toxics.toBackend(),
            wires.wires.requests().holds(),
            wires.admission(),
            exchange -> {});
    ByteBuf request = buffers.of("a\n");
    Cut cut = watcher.cut(request);
    watcher.come(cut, request);
    watcher.take(cut, request);
  }

  @Test
  void whatIsReadGoesItsWayAndIsMetered() {
    read(client, "ab");
    read(backend, "c");
    assertThat(wires.atBackend).hasToString("");
    events.readComplete(client);
    assertThat(wires.atBackend).hasToString("ab");
    assertThat(wires.atClient).hasToString("c");
    assertThat(metered).containsExactly("upstream 2", "downstream 1");
  }

  @Test
  void nothingIsReadOnceItEnds() {
    life.letGo();
    read(client, "ab");
    events.readComplete(client);
    assertThat(wires.atBackend).hasToString("");
    assertThat(metered).isEmpty();
  }

  @Test
  void whatTheOtherWayAwaitsIsTriedAgain() {
    read(client, ".");
    wires.requests.waiting = false;
    read(backend, "c");
    assertThat(wires.atBackend).hasToString(".");
  }

  @Test
  void aReplyMayMakeRoomForRequests() {
    wires.requests.full = true;
    read(client, "a");
    assertThat(wires.clientSocket.config().isAutoRead()).isFalse();
    wires.requests.full = false;
    read(backend, "b");
    assertThat(wires.clientSocket.config().isAutoRead()).isTrue();
  }

  @Test
  void toxicsThatHaveChangedActOnTheNextBytes() {
    ToxicSpec stays =
        new ToxicSpec(
            "stays",
            "test",
            Direction.UPSTREAM,
            1,
            Options.defaults(List.of()),
            (place, before) -> (length, arrived) -> Move.stay());
    stays.scope().start(0);
    wires.proxy.toxics = List.of(stays);
    read(client, "a");
    wires.flow.flush();
    assertThat(wires.atBackend).hasToString("");
    assertThat(wires.toxics.toBackend().pinned()).isPositive();
  }

  @Test
  void aBugIsThatOfThisConnection() {
    read(client, "a!");
    assertThat(wires.controls.told).containsExactly("reset");
    events.failed(new AssertionError("another bug"));
    assertThat(wires.controls.told).containsExactly("reset", "reset");
    assertThat(wires.proxy.journal().written()).isEqualTo(2);
  }

  @Test
  void whatMovesIsNotIdle() {
    wires.time.advance(Duration.ofSeconds(9));
    read(client, "a");
    wires.time.advance(Duration.ofSeconds(9));
    events.writabilityChanged(backend);
    wires.time.advance(Duration.ofSeconds(9));
    assertThat(idle).isZero();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(idle).isEqualTo(1);
  }

  @Test
  void roomLetsTheOtherSideBeReadAndWhatWaitedGoOn() {
    wires.backendSocket.room(0);
    read(client, MUCH);
    wires.flow.flush();
    read(client, "Ab");
    wires.backendSocket.room(Long.MAX_VALUE);
    events.writabilityChanged(backend);
    assertThat(wires.atBackend.toString()).as("not within the call").endsWith("x(A)");
    wires.time.run();
    assertThat(wires.atBackend.toString()).endsWith("x(A)b");
    assertThat(wires.clientSocket.config().isAutoRead()).isTrue();
  }

  @Test
  void nothingGoesOnWhereThereIsNoRoom() {
    wires.backendSocket.room(0);
    read(client, MUCH);
    wires.flow.flush();
    read(client, "Ab");
    events.writabilityChanged(backend);
    wires.time.run();
    assertThat(wires.flow.stalled()).isTrue();
  }

  @Test
  void theEndOfAnInputIsThatOfItsWay() {
    events.ended(client);
    assertThat(wires.requestsPassed).isEqualTo(1);
    assertThat(wires.repliesPassed).isZero();
    events.ended(backend);
    assertThat(wires.repliesPassed).isEqualTo(1);
    life.letGo();
    events.ended(client);
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void aClientThatHangsDoesNotSeeThatTheBackendHasGoneAndMayLeave() {
    hang();
    events.ended(backend);
    assertThat(wires.repliesPassed).isZero();
    assertThat(life.isLive()).isTrue();
    events.ended(client);
    assertThat(wires.requestsPassed).isEqualTo(1);
    assertThat(wires.controls.told).endsWith("close orderly");
  }

  @Test
  void aBrokenClientIsAReset() {
    events.broken(client, broken);
    assertThat(life.isClosing()).isTrue();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atBackend).hasToString("!");
  }

  @Test
  void aBrokenBackendIsAResetBehindWhatIsHeld() {
    wires
        .wires
        .replies()
        .holds()
        .submit(() -> wires.client.write(buffers.of("held")), wires.facts.now() + 1_000);
    events.broken(backend, broken);
    assertThat(life.isLive()).isTrue();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atClient).hasToString("held!");
  }

  @Test
  void aBrokenBackendLeavesAClientThatHangs() {
    hang();
    events.broken(backend, broken);
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(life.isLive()).isTrue();
  }

  @Test
  void whatBreaksWhileItEndsKeepsNoAnswersFromTheClient() {
    wires.clientSocket.room(0);
    wires.client.write(buffers.of("answer"));
    ending.end(Farewell.How.CLOSE);
    events.broken(backend, broken);
    assertThat(wires.clientSocket.isOpen()).isTrue();
    wires.clientSocket.room(100);
    assertThat(wires.atClient).hasToString("answer|");
    events.broken(client, broken);
    assertThat(wires.clientSocket.isOpen()).isFalse();
  }

  @Test
  void aBackendThatIsDeafMayStillAnswer() {
    events.deaf(backend);
    assertThat(life.isLive()).isTrue();
    events.deaf(client);
    assertThat(life.isClosing()).isTrue();
    assertThat(wires.backendSocket.isOpen()).isFalse();
  }

  @Test
  void aClientThatIsDeafWhileItEndsIsDropped() {
    wires.clientSocket.room(0);
    wires.client.write(buffers.of("answer"));
    ending.end(Farewell.How.CLOSE);
    assertThat(wires.clientSocket.isOpen()).isTrue();
    events.deaf(client);
    assertThat(wires.clientSocket.isOpen()).isFalse();
  }

  /** A toxic holds a request. It would be lost, and an end in order would hide that. */
  private void endingWithARequestInAToxic() {
    wires.toxic((place, before) -> (length, arrived) -> Move.stay());
    read(client, "a");
    ending.end(Farewell.How.CLOSE);
    assertThat(life.isClosing()).isFalse();
  }

  @Test
  void aClientThatBreaksWhileItEndsResetsABackendThatMissesARequest() {
    endingWithARequestInAToxic();
    events.broken(client, broken);
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atBackend).hasToString("!");
  }

  @Test
  void aClientThatIsDeafWhileItEndsResetsABackendThatMissesARequest() {
    endingWithARequestInAToxic();
    events.deaf(client);
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atBackend).hasToString("!");
  }

  @Test
  void aClientThatIsClosedWhileItEndsResetsABackendThatMissesARequest() {
    endingWithARequestInAToxic();
    events.closed(client);
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atBackend).hasToString("!");
  }

  @Test
  void aClosedClientEndsTheConnection() {
    events.closed(client);
    assertThat(life.isClosing()).isTrue();
    assertThat(wires.backendSocket.isOpen()).isFalse();
  }
}
