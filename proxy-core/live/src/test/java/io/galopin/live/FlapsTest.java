package io.galopin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.OptionException;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.journal.Event;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.FlapPlan.Mode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlapsTest {

  private static final Duration UP = Duration.ofMillis(200);
  private static final Duration DOWN = Duration.ofMillis(300);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Stay BY_ANN = new Stay(Optional.empty(), "ann@laptop");

  private final VirtualTime time = new VirtualTime();
  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Live live = new Live(engine, Bound.NONE, Optional.empty(), time);
  private final Flaps flaps = new Flaps(live);
  private final Proxy web = inTurn(() -> live.create("web", () -> TestPlugins.spec("web")));

  @AfterEach
  void close() {
    live.close();
    engine.close();
  }

  private <T> T inTurn(Supplier<T> change) {
    return live.turns().inTurn(List.of("web"), change);
  }

  private void start(Mode mode, long iterations, Stay stay, Optional<Duration> lease) {
    FlapPlan plan = new FlapPlan(mode, UP, DOWN, iterations);
    Supplier<List<ToxicSpec>> toxics =
        () -> mode == Mode.REFUSE ? List.of() : List.of(TestPlugins.toxic("flap"));
    inTurn(() -> flaps.start(web, plan, toxics, stay, lease));
  }

  private boolean hasToxic() {
    return !web.spec().toxics().isEmpty();
  }

  private void enable(boolean enabled) {
    inTurn(() -> live.update(web, now -> now.withEnabled(enabled)));
  }

  private List<String> ended() {
    return engine.journal().after(0, 100).stream()
        .filter(entry -> entry.event() instanceof Event.Ended)
        .map(entry -> entry.decision())
        .toList();
  }

  private void assertNothingIsLeft() {
    assertThat(flaps.of(web)).isEmpty();
    assertThat(hasToxic()).isFalse();
    assertThat(live.impairments().of(web)).isEmpty();
    time.pass(Duration.ofMinutes(1));
    assertThat(time.waiting()).isZero();
    assertThat(hasToxic()).isFalse();
  }

  /** A cycle of half a second, so that 1,000 edges take 250 s. */
  @Test
  void aThousandEdgesAreExact() {
    start(Mode.TIMEOUT, 500, BY_ANN, Optional.empty());
    List<Duration> edges = new ArrayList<>();
    boolean down = false;
    for (Duration now = MILLI; edges.size() < 1000; now = now.plus(MILLI)) {
      time.pass(MILLI);
      if (hasToxic() != down) {
        down = !down;
        edges.add(now);
      }
    }

    List<Duration> expected = new ArrayList<>();
    for (int cycle = 0; cycle < 500; cycle++) {
      expected.add(UP.plus(DOWN).multipliedBy(cycle).plus(UP));
      expected.add(UP.plus(DOWN).multipliedBy(cycle + 1));
    }
    assertThat(edges).isEqualTo(expected);
    assertThat(ended())
        .containsExactly("flap ended (timeout, 500 whole cycles), set by ann@laptop");
    assertNothingIsLeft();
  }

  @Test
  void refusingDisablesAndEnables() {
    enable(true);
    start(Mode.REFUSE, 0, Stay.forGood(), Optional.empty());
    assertThat(web.address()).isPresent();
    time.pass(UP);
    assertThat(web.address()).isEmpty();
    time.pass(DOWN);
    assertThat(web.address()).isPresent();
    time.pass(UP);
    assertThat(inTurn(() -> flaps.stop(web))).isTrue();

    assertThat(web.address()).isPresent();
    assertThat(inTurn(() -> flaps.stop(web))).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void itEndsWithItsTime() {
    start(Mode.TIMEOUT, 0, Stay.of(Duration.ofMillis(1300)), Optional.empty());
    time.pass(Duration.ofMillis(1299));
    assertThat(hasToxic()).isTrue();
    time.pass(MILLI);

    assertThat(ended()).containsExactly("flap ended (timeout, 2 whole cycles) after 1.3 s");
    assertNothingIsLeft();
  }

  @Test
  void itsEndCanBeRenewedWithoutANewStart() {
    Stay second = Stay.of(Duration.ofSeconds(1));
    start(Mode.TIMEOUT, 0, second, Optional.empty());
    time.pass(Duration.ofMillis(900));
    assertThat(inTurn(() -> flaps.renew(web, second))).isTrue();
    time.pass(Duration.ofMillis(999));
    assertThat(flaps.of(web)).get().extracting(Flap::edges).isEqualTo(7L);
    time.pass(MILLI);

    assertThat(ended()).containsExactly("flap ended (timeout, 3 whole cycles) after 1.9 s");
    assertThat(inTurn(() -> flaps.renew(web, second))).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void nobodyRenewsAnEndThatThereIsNot() {
    start(Mode.TIMEOUT, 0, BY_ANN, Optional.empty());

    assertThat(inTurn(() -> flaps.renew(web, Stay.of(MILLI)))).isFalse();
    time.pass(Duration.ofMinutes(1));
    assertThat(flaps.of(web)).isPresent();
    inTurn(() -> flaps.stop(web));
    assertNothingIsLeft();
  }

  @Test
  void itEndsWhenNobodyRenewsIt() {
    Duration lease = Duration.ofSeconds(2);
    start(Mode.TIMEOUT, 0, BY_ANN, Optional.of(lease));
    time.pass(Duration.ofMillis(1900));
    flaps.of(web).orElseThrow().renew(lease);
    time.pass(Duration.ofMillis(1999));
    assertThat(flaps.of(web)).isPresent();
    time.pass(MILLI);

    assertThat(ended())
        .containsExactly(
            "flap ended, because nobody has renewed it (timeout, 7 whole cycles), set by"
                + " ann@laptop");
    assertNothingIsLeft();
  }

  @Test
  void resetEndsIt() {
    start(Mode.TIMEOUT, 0, BY_ANN, Optional.empty());
    time.pass(UP);
    inTurn(
        () -> {
          live.reset(web);
          return true;
        });

    assertNothingIsLeft();
  }

  @Test
  void deletingTheProxyEndsIt() {
    start(Mode.TIMEOUT, 0, BY_ANN, Optional.of(Duration.ofMinutes(5)));
    inTurn(
        () -> {
          live.delete(web);
          return true;
        });
    time.pass(Duration.ofMinutes(6));

    assertThat(time.waiting()).isZero();
    assertThat(flaps.of(web)).isEmpty();
  }

  @Test
  void anOutageThatBeganMeanwhileGoesOn() {
    enable(true);
    start(Mode.REFUSE, 1, BY_ANN, Optional.empty());
    time.pass(UP);
    inTurn(() -> live.update(web, now -> now.withEnabled(false), BY_ANN));
    time.pass(DOWN);

    assertThat(flaps.of(web)).isEmpty();
    assertThat(web.address()).isEmpty();
  }

  @Test
  void anOutageThatBeganMeanwhileEndsWithItsTime() {
    enable(true);
    start(Mode.REFUSE, 1, BY_ANN, Optional.empty());
    time.pass(UP);
    Stay tenSeconds = Stay.of(Duration.ofSeconds(10));
    inTurn(() -> live.update(web, now -> now.withEnabled(false), tenSeconds));
    time.pass(DOWN);
    assertThat(web.address()).isEmpty();
    time.pass(Duration.ofSeconds(10));

    assertThat(web.address()).isPresent();
    assertNothingIsLeft();
  }

  @Test
  void aPortThatIsTakenMeanwhileIsTakenBackLater() throws IOException {
    enable(true);
    InetSocketAddress address = web.address().orElseThrow();
    start(Mode.REFUSE, 1, BY_ANN, Optional.empty());
    time.pass(UP);
    try (ServerSocket taken = new ServerSocket(address.getPort(), 1, address.getAddress())) {
      time.pass(DOWN.plusSeconds(3));
      assertThat(flaps.of(web)).isPresent();
    }
    time.pass(Duration.ofSeconds(1));

    assertThat(web.address()).isPresent();
    assertNothingIsLeft();
  }

  @Test
  void anotherOneReplacesItWhileItIsDown() {
    enable(true);
    start(Mode.REFUSE, 0, BY_ANN, Optional.empty());
    time.pass(UP);
    start(Mode.REFUSE, 0, BY_ANN, Optional.empty());
    assertThat(web.address()).isPresent();
    time.pass(UP.plus(DOWN));
    assertThat(web.address()).isPresent();
    time.pass(UP);
    assertThat(web.address()).isEmpty();
    inTurn(() -> flaps.stop(web));

    assertThat(web.address()).isPresent();
    assertNothingIsLeft();
  }

  @Test
  void anotherOneReplacesIt() {
    start(Mode.TIMEOUT, 0, BY_ANN, Optional.empty());
    time.pass(UP);
    start(Mode.TIMEOUT, 1, BY_ANN, Optional.empty());
    assertThat(hasToxic()).isFalse();
    time.pass(UP.plus(DOWN));

    assertNothingIsLeft();
  }

  @Test
  void periodsHaveBounds() {
    assertThatThrownBy(() -> new FlapPlan(Mode.REFUSE, Duration.ZERO, DOWN, 0))
        .isInstanceOf(OptionException.class)
        .hasMessage("up: 0 s (expected: 1 ms to 1 d)");
    assertThatThrownBy(() -> new FlapPlan(Mode.REFUSE, UP, DOWN, -1))
        .hasMessage("iterations: -1 (expected: 0 or more)");
  }
}
