package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Move;
import io.galopin.engine.socket.Buffers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlowTest {

  private static final String MUCH = "x".repeat(600_000);

  private final Buffers buffers = new Buffers();
  private final VirtualWires wires = new VirtualWires().attach();
  private final Flow flow = wires.flow;

  @AfterEach
  void leavesNothingBehind() {
    wires.close();
    assertThat(wires.facts.memory().held()).isZero();
    buffers.checkReleased();
  }

  private void requests(String text) {
    wires.wires.requests().link().read(buffers.of(text));
  }

  private void replies(String text) {
    wires.wires.replies().link().read(buffers.of(text));
  }

  @Test
  void flushesBothSides() {
    requests("a");
    replies("b");
    assertThat(wires.atBackend).hasToString("");
    flow.flush();
    assertThat(wires.atBackend).hasToString("a");
    assertThat(wires.atClient).hasToString("b");
  }

  @Test
  void whatAwaitsTheOtherDirectionIsTriedOnBothWays() {
    requests(".");
    replies(".");
    wires.requests.waiting = false;
    wires.replies.waiting = false;
    flow.otherMoved();
    assertThat(wires.atBackend).hasToString(".");
    assertThat(wires.atClient).hasToString(".");
    assertThat(flow.isAtRest()).isTrue();
  }

  @Test
  void isAtRestWhenNothingIsKeptOrHeldOnEitherWay() {
    assertThat(flow.isAtRest()).isTrue();
    requests(";");
    assertThat(flow.isAtRest()).isFalse();
    wires.wires.requests().link().discard();
    assertThat(flow.isAtRest()).isTrue();
    replies(";");
    assertThat(flow.isAtRest()).isFalse();
    wires.wires.replies().link().discard();
    wires.wires.replies().holds().submit(() -> {}, wires.facts.now() + 1);
    assertThat(flow.isAtRest()).isFalse();
    assertThat(flow.holdsBack()).isTrue();
  }

  @Test
  void adjustsReadingOfBothSidesWhileTheConnectionLives() {
    wires.requests.full = true;
    wires.replies.full = true;
    flow.adjustReading();
    assertThat(wires.clientSocket.config().isAutoRead()).isFalse();
    assertThat(wires.backendSocket.config().isAutoRead()).isFalse();
    wires.requests.full = false;
    wires.replies.full = false;
    wires.life.letGo();
    flow.adjustReading();
    assertThat(wires.clientSocket.config().isAutoRead()).isFalse();
  }

  @Test
  void goesOnWhenThereIsRoomAgain() {
    wires.backendSocket.room(0);
    requests(MUCH);
    flow.flush();
    requests("Ab");
    assertThat(flow.stalled()).isTrue();
    flow.relieved();
    assertThat(flow.stalled()).isTrue();
    wires.backendSocket.room(Long.MAX_VALUE);

    flow.relieved();

    assertThat(flow.stalled()).isFalse();
    assertThat(wires.atBackend.toString()).endsWith("x(A)b");
    assertThat(wires.clientSocket.config().isAutoRead()).isTrue();
  }

  @Test
  void whatToxicsHoldGoesOnWhenThereIsRoomAgain() {
    wires.toxic(
        (place, before) ->
            (length, arrived) ->
                place.now() > arrived ? Move.passAll() : Move.waitUntil(arrived + 1));
    wires.backend.write(buffers.of(MUCH));
    wires.client.write(buffers.of(MUCH));
    wires.backendSocket.room(0);
    wires.clientSocket.room(0);
    flow.flush();
    requests("a");
    replies("b");
    wires.time.advance(Duration.ofNanos(1));
    assertThat(wires.wires.requests().stalled()).isTrue();
    assertThat(wires.wires.replies().stalled()).isTrue();
    wires.backendSocket.room(Long.MAX_VALUE);
    wires.clientSocket.room(Long.MAX_VALUE);

    flow.relieved();

    assertThat(wires.atBackend.toString()).endsWith("xa");
    assertThat(wires.atClient.toString()).endsWith("xb");
  }

  @Test
  void readsOnWhenItIsRelieved() {
    wires.requests.full = true;
    flow.adjustReading();
    wires.requests.full = false;
    flow.relieved();
    assertThat(wires.clientSocket.config().isAutoRead()).isTrue();
  }

  @Test
  void knowsWhetherTheClientTakesMore() {
    assertThat(flow.clientTakes()).isTrue();
    wires.clientSocket.room(0);
    replies(MUCH);
    flow.flush();
    assertThat(flow.clientTakes()).isFalse();
    wires.clientSocket.room(Long.MAX_VALUE);
    assertThat(flow.clientTakes()).isTrue();
    wires.wires.requests().holds().submit(() -> {}, wires.facts.now() + 1);
    wires.time.advance(Duration.ofNanos(1));
    assertThat(flow.holdsBack()).isFalse();
  }
}
