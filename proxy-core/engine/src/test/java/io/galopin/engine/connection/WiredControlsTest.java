package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.engine.loop.Hop;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.ProxyMeter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WiredControlsTest {

  private final Buffers buffers = new Buffers();
  private final VirtualWires wires = new VirtualWires().attach();
  private final WiredControls controls = new WiredControls();
  private final Ending ending =
      new Ending(
          wires.life,
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

  @BeforeEach
  void wire() {
    wires.life.connecting();
    wires.life.connected();
    controls.wire(new Wiring(wires.wires, wires.flow, ending, wires.guard), wires.clientSocket);
  }

  @AfterEach
  void leavesNothingBehind() {
    wires.close();
    wires.time.advance(Duration.ofMinutes(20));
    assertThat(wires.facts.memory().held()).isZero();
    buffers.checkReleased();
  }

  private void requests(String text) {
    wires.wires.requests().link().read(buffers.of(text));
  }

  private void replies(String text) {
    wires.wires.replies().link().read(buffers.of(text));
  }

  private void hold(Way way) {
    way.holds().submit(() -> way.toxics().write(buffers.of("held")), wires.facts.now() + 1_000);
  }

  @Test
  void closesAndResetsOrderly() {
    replies("a");
    controls.closeOrderly();
    assertThat(wires.atClient).hasToString("a|");
    controls.resetOrderly();
    assertThat(wires.atClient).hasToString("a|");
  }

  @Test
  void resetsOrderly() {
    replies("a");
    controls.resetOrderly();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atClient).hasToString("a!");
  }

  @Test
  void closesTheSides() {
    replies("a");
    controls.closeSides();
    assertThat(wires.atClient).hasToString("a|");
  }

  @Test
  void resets() {
    controls.reset();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.atBackend).hasToString("!");
  }

  @Test
  void requestsStopWithWhatIsHeldOfThem() {
    hold(wires.wires.requests());
    controls.stopRequests();
    requests("a");
    wires.time.advance(Duration.ofSeconds(1));
    wires.flow.flush();
    assertThat(wires.atBackend).hasToString("");
    assertThat(wires.requestsPassed).isZero();
  }

  @Test
  void theEndOfRequestsThatStopIsNotLost() {
    hold(wires.wires.requests());
    wires.clientSocket.peerEnds();
    wires.wires.requests().link().end();
    controls.stopRequests();
    assertThat(wires.requestsPassed).isEqualTo(1);
  }

  @Test
  void requestsThatAreIgnoredLeaveThoseBefore() {
    hold(wires.wires.requests());
    controls.ignoreRequests();
    requests("a");
    wires.time.advance(Duration.ofSeconds(1));
    wires.flow.flush();
    assertThat(wires.atBackend).hasToString("held");
  }

  @Test
  void repliesStop() {
    controls.stopReplies();
    replies("a");
    wires.flow.flush();
    assertThat(wires.atClient).hasToString("");
  }

  @Test
  void aDeafBackendGetsNothing() {
    controls.deafenBackend();
    requests("a");
    controls.flush();
    assertThat(wires.atBackend).hasToString("");
  }

  @Test
  void knowsWhetherTheClientHasEnded() {
    assertThat(controls.clientEnded()).isFalse();
    wires.clientSocket.peerEnds();
    assertThat(controls.clientEnded()).isTrue();
  }

  @Test
  void movesTheFlow() {
    requests(".");
    wires.requests.waiting = false;
    controls.relieved();
    assertThat(wires.atBackend).hasToString(".");
    assertThat(controls.clientTakes()).isTrue();
    controls.guard(
        () -> {
          throw new AssertionError("on purpose");
        });
    assertThat(wires.controls.told).containsExactly("reset");
  }
}
