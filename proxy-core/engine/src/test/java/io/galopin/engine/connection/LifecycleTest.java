package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifecycleTest {

  private final Lifecycle life = new Lifecycle();

  @Test
  void livesUntilItIsLetGo() {
    assertThat(life.isLive()).isTrue();

    assertThat(life.letGo()).isTrue();

    assertThat(life.isLive()).isFalse();
    assertThat(life.isClosing()).isFalse();
    assertThat(life.letGo()).as("again").isFalse();
  }

  @Test
  void leavesOnce() {
    assertThat(life.leave()).isTrue();

    assertThat(life.isClosing()).isTrue();
    assertThat(life.isLive()).isFalse();
    assertThat(life.leave()).as("again").isFalse();
    assertThat(life.letGo()).as("afterwards").isFalse();
  }

  @Test
  void isGoneOnceWhenBothSocketsAreClosed() {
    life.connecting();
    assertThat(life.connected()).isTrue();

    assertThat(life.socketClosed()).as("another is open").isTrue();
    assertThat(life.isGone()).isFalse();
    assertThat(life.socketClosed()).as("another is open").isFalse();

    assertThat(life.isGone()).isTrue();
    assertThat(life.isGone()).as("again").isFalse();
    assertThat(life.isClosing()).isTrue();
  }

  @Test
  void isNotGoneWhileASocketIsOnItsWay() {
    life.connecting();
    life.socketClosed();
    assertThat(life.isGone()).isFalse();

    assertThat(life.notConnected()).isTrue();

    assertThat(life.isGone()).isTrue();
  }

  @Test
  void wantsNoSocketThatComesTooLate() {
    life.connecting();
    assertThat(life.notConnected()).as("given up").isTrue();

    assertThat(life.connected()).isFalse();
    assertThat(life.notConnected()).isFalse();
    assertThat(life.socketClosed()).as("another is open").isFalse();
  }

  @Test
  void isGoneWithoutABackendThatNobodyAskedFor() {
    assertThat(life.notConnected()).isFalse();
    assertThat(life.socketClosed()).isFalse();

    assertThat(life.isGone()).isTrue();
  }

  @Test
  void bothDirectionsHaveEndedWhicheverIsFirst() {
    assertThat(life.requestsEnded()).isFalse();
    assertThat(life.requestsEnded()).as("again").isFalse();
    assertThat(life.repliesEnded()).isTrue();

    Lifecycle other = new Lifecycle();
    assertThat(other.repliesEnded()).isFalse();
    assertThat(other.requestsEnded()).isTrue();
    assertThat(other.isLive()).as("until somebody ends it").isTrue();
  }
}
