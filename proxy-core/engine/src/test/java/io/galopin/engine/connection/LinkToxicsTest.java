package io.galopin.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Direction;
import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Triggers;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkToxicsTest {

  private static final Toxic STAYS = (place, before) -> (length, arrived) -> Move.stay();

  private final VirtualWires wires = new VirtualWires().attach();
  private final LinkToxics toxics = wires.toxics;

  @AfterEach
  void leavesNothingBehind() {
    wires.close();
    assertThat(wires.facts.memory().held()).isZero();
    assertThat(wires.time.hasTimers()).isFalse();
  }

  private ToxicSpec toxic(Direction direction, Toxic toxic, Scope scope) {
    scope.start(wires.facts.startedAt());
    return new ToxicSpec(
        "t" + direction,
        new Made<>("test", Options.defaults(List.of()), toxic),
        direction,
        1,
        scope);
  }

  private void set(ToxicSpec... all) {
    wires.proxy.toxics = List.of(all);
  }

  private void write(String text) {
    toxics.toBackend().write(Wire.bytes(text));
    toxics.toClient().write(Wire.bytes(text));
    wires.flow.flush();
  }

  @Test
  void eachToxicActsOnItsWay() {
    set(toxic(Direction.UPSTREAM, STAYS, Scope.all()));
    assertThat(toxics.areOld()).isTrue();
    toxics.update();
    assertThat(toxics.areOld()).isFalse();
    write("a");
    assertThat(wires.atBackend).hasToString("");
    assertThat(wires.atClient).hasToString("a");
    set(toxic(Direction.DOWNSTREAM, STAYS, Scope.all()));
    toxics.update();
    write("b");
    assertThat(wires.atBackend).hasToString("ab");
    assertThat(wires.atClient).hasToString("a");
    assertThat(wires.controls.told).containsExactly("relieved", "relieved");
  }

  @Test
  void timeOpensAToxic() {
    Scope later = new Scope(Condition.always(), Triggers.after(Duration.ofSeconds(1)));
    set(toxic(Direction.UPSTREAM, STAYS, later));
    toxics.update();
    write("a");
    assertThat(wires.atBackend).hasToString("a");
    wires.time.advance(Duration.ofSeconds(1));
    write("b");
    assertThat(wires.atBackend).hasToString("a");
    assertThat(wires.controls.guarded).isEqualTo(1);
  }

  @Test
  void aConnectionThatClosesGetsNoMoreToxics() {
    set(toxic(Direction.UPSTREAM, STAYS, Scope.all()));
    wires.life.leave();
    toxics.update();
    assertThat(toxics.areOld()).isFalse();
    write("a");
    assertThat(wires.atBackend).hasToString("a");
    assertThat(wires.controls.told).isEmpty();
  }

  @Test
  void aToxicThatEndsTheConnectionWhenItLeavesIsTheLastThatIsChanged() {
    Toxic closing =
        (place, before) ->
            new Stage() {
              @Override
              public Move onBytes(int length, long arrived) {
                return Move.passAll();
              }

              @Override
              public Move onRemoved() {
                wires.life.leave();
                return Move.close();
              }
            };
    set(
        toxic(Direction.UPSTREAM, closing, Scope.all()),
        toxic(Direction.DOWNSTREAM, closing, Scope.all()));
    toxics.update();
    set();
    toxics.update();
    assertThat(wires.controls.told).containsExactly("relieved", "close sides");
  }

  @Test
  void discardsWhatWaitsAtTheEnd() {
    Scope later = new Scope(Condition.always(), Triggers.until(Duration.ofSeconds(1)));
    set(toxic(Direction.UPSTREAM, STAYS, later));
    toxics.update();
    write("a");
    assertThat(toxics.toBackend().pinned()).isPositive();
    toxics.close();
    assertThat(toxics.toBackend().pinned()).isZero();
    assertThat(wires.time.hasTimers()).isFalse();
  }

  /** Without toxics that drop. */
  @Test
  void bytesArriveInOrderWhateverChanges() {
    Random random = new Random(1);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      String text = String.valueOf((char) ('a' + i % 26)).repeat(1 + random.nextInt(20));
      sent.append(text);
      write(text);
      set(chain(random));
      toxics.update();
      wires.time.advance(Duration.ofMillis(random.nextInt(4)));
      wires.flow.flush();
    }
    set();
    toxics.update();
    wires.flow.flush();
    assertThat(wires.atBackend).hasToString(sent.toString());
    assertThat(wires.atClient).hasToString(sent.toString());
  }

  private ToxicSpec[] chain(Random random) {
    ToxicSpec[] chain = new ToxicSpec[random.nextInt(4)];
    for (int i = 0; i < chain.length; i++) {
      int most = 1 + random.nextInt(10);
      Toxic toxic =
          switch (random.nextInt(3)) {
            case 0 -> late(Duration.ofMillis(random.nextInt(5)));
            case 1 -> (place, before) -> (length, arrived) -> Move.pass(Math.min(most, length));
            default -> STAYS;
          };
      Scope scope = Scope.all();
      scope.start(wires.facts.startedAt());
      Made<Toxic> made = new Made<>("test", Options.defaults(List.of()), toxic);
      Direction direction = random.nextBoolean() ? Direction.UPSTREAM : Direction.DOWNSTREAM;
      chain[i] = new ToxicSpec("t" + i, made, direction, 1, scope);
    }
    return chain;
  }

  private static Toxic late(Duration delay) {
    return (place, before) ->
        (length, arrived) -> {
          long due = arrived + delay.toNanos();
          return place.now() >= due ? Move.passAll() : Move.waitUntil(due);
        };
  }
}
