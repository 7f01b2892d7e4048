package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Trouble;
import io.galopin.engine.dial.Places;
import io.galopin.engine.exchange.NewConnection;
import io.galopin.engine.socket.Buffers;
import io.galopin.engine.socket.ProxyMeter;
import io.galopin.testbed.VirtualSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An uplink, and the {@link Opening} that waits for it. */
class UplinkTest {

  private final Buffers buffers = new Buffers();
  private final VirtualWires wires = new VirtualWires();
  private final Lifecycle life = wires.life;
  private final List<Trouble> alone = new ArrayList<>();
  private final List<VirtualSocket> dialled = new ArrayList<>();
  private int notConnected;
  private final ProxyMeter meter =
      new ProxyMeter() {
        @Override
        public void notConnected() {
          notConnected++;
        }
      };
  private @Nullable Opening opening;

  @AfterEach
  void leavesNothingBehind() {
    dialled.forEach(VirtualSocket::close);
    wires.close();
    assertThat(wires.time.hasTimers()).isFalse();
    buffers.checkReleased();
  }

  private Opening start() {
    wires.proxy.network = dialled::add;
    Opening started =
        new Opening(
            wires.proxy,
            new NewConnection(
                wires.proxy.spec(), wires.facts, meter, wires.recorder, wires.controls),
            life,
            wires.backend,
            chosen -> {},
            alone::add);
    started.accepted(wires.clientSocket);
    started.dial();
    wires.time.run();
    opening = started;
    return started;
  }

  @Test
  void attachesTheSocketToTheBackend() {
    wires.link().read(buffers.of("a"));
    start();
    dialled.get(0).tell(wires.atBackend).connected();
    assertThat(wires.atBackend).hasToString("a");
    assertThat(wires.controls.told).containsExactly("relieved");
    assertThat(wires.proxy.told).containsExactly("connected");
    assertThat(opening.trouble()).isNull();
    assertThat(alone).isEmpty();
  }

  @Test
  void tellsWhyThereIsNoBackend() {
    start();
    dialled.get(0).refuse(new IOException("Connection refused"));
    wires.time.run();
    assertThat(alone).extracting(Trouble::kind).containsExactly(Trouble.Kind.UNREACHABLE);
    assertThat(opening.trouble()).isSameAs(alone.get(0));
    assertThat(wires.proxy.told).containsExactly("not connected");
    assertThat(wires.controls.told).containsExactly("relieved");
    assertThat(notConnected).isEqualTo(1);
    assertThat(life.connected()).isFalse();
  }

  @Test
  void aSocketThatNobodyWaitsForIsClosed() {
    start();
    life.notConnected();
    dialled.get(0).connected();
    assertThat(dialled.get(0).isOpen()).isFalse();
    assertThat(wires.controls.told).isEmpty();
  }

  @Test
  void aFailureThatNobodyWaitsForIsNotTold() {
    start();
    life.notConnected();
    dialled.get(0).refuse(new IOException("Connection refused"));
    wires.time.run();
    assertThat(alone).isEmpty();
    assertThat(notConnected).isZero();
  }

  @Test
  void aPlaceThatIsTakenIsWaitedForAndThenGivenBack() {
    wires.proxy.places = new Places(OptionalInt.of(1), Duration.ofSeconds(1));
    Places.Claim other = wires.proxy.places.claim(wires.time.loop(), () -> {}, () -> {});
    start();
    assertThat(dialled).isEmpty();
    other.release();
    wires.time.run();
    assertThat(dialled).hasSize(1);

    opening.uplink().cancel();
    opening.uplink().release();
    List<String> granted = new ArrayList<>();
    wires.proxy.places.claim(wires.time.loop(), () -> granted.add("granted"), () -> {});
    assertThat(granted).containsExactly("granted");
  }

  @Test
  void aPlaceIsNotWaitedForTooLong() {
    wires.proxy.places = new Places(OptionalInt.of(0), Duration.ofSeconds(1));
    start();
    wires.time.advance(Duration.ofSeconds(1));
    assertThat(wires.proxy.told).containsExactly("crowded");
    assertThat(alone)
        .containsExactly(
            new Trouble(
                Trouble.Kind.TIMEOUT,
                "no place in the pool of backend connections became free in time"));
    assertThat(dialled).isEmpty();
  }

  @Test
  void nothingIsReleasedBeforeItHasStarted() {
    Opening unstarted =
        new Opening(
            wires.proxy,
            new NewConnection(
                wires.proxy.spec(), wires.facts, meter, wires.recorder, wires.controls),
            life,
            wires.backend,
            chosen -> {},
            alone::add);
    unstarted.uplink().release();
    assertThat(unstarted.trouble()).isNull();
  }
}
