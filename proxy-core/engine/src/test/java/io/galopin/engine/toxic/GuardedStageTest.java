package io.galopin.engine.toxic;

import static org.assertj.core.api.Assertions.assertThat;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.trouble.PluginFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedStageTest {

  private final NotedChain chain = new NotedChain();
  private final Puppet toxic = new Puppet();
  private final ToxicSpec spec = toxic.spec("late");
  private final StagePlace place =
      new StagePlace(chain, new StageRecord(chain, spec), "late", () -> {}, () -> {});
  private final List<String> failures = new ArrayList<>();

  private GuardedStage open() {
    return open(null);
  }

  private GuardedStage open(GuardedStage before) {
    return GuardedStage.open(spec, place, before, this::note);
  }

  private void note(PluginFailure failure) {
    failures.add(failure.getMessage());
  }

  private void failsWith(String message) {
    assertThat(failures).containsExactly("toxic test failed in " + message);
  }

  private static Move move(Move.Kind kind) {
    return new Move(kind, 1, Long.MAX_VALUE);
  }

  @ParameterizedTest
  @EnumSource
  void givesEachMoveOfBytes(Move.Kind kind) {
    Move said = move(kind);
    toxic.say(said);
    assertThat(open().onBytes(5, 0)).isSameAs(said);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DROP")
  void givesEachMoveOfTheEndButADrop(Move.Kind kind) {
    toxic.end = move(kind);
    assertThat(open().onEnd(0)).isSameAs(toxic.end);
    assertThat(failures).isEmpty();
  }

  @Test
  void anEndIsNotDropped() {
    toxic.end = Move.dropAll();
    assertThat(open().onEnd(0)).isEqualTo(Move.passAll());
    failsWith("onEnd: said DROP (expected: not of an end)");
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS", "CLOSE", "RESET"})
  void anAlarmAndARemovalPassOrEndTheConnection(Move.Kind kind) {
    toxic.alarm = move(kind);
    toxic.removed = move(kind);
    assertThat(open().onAlarm()).isSameAs(toxic.alarm);
    assertThat(open().onRemoved()).isSameAs(toxic.removed);
    assertThat(failures).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP", "WAIT", "STAY"})
  void anAlarmDoesNothingElse(Move.Kind kind) {
    toxic.alarm = move(kind);
    assertThat(open().onAlarm()).isEqualTo(Move.passAll());
    failsWith("onAlarm: said " + kind + " (expected: PASS, CLOSE or RESET)");
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP", "WAIT", "STAY"})
  void aRemovalDoesNothingElse(Move.Kind kind) {
    toxic.removed = move(kind);
    assertThat(open().onRemoved()).isEqualTo(Move.passAll());
    failsWith("onRemoved: said " + kind + " (expected: PASS, CLOSE or RESET)");
  }

  @Test
  void nothingIsNoMove() {
    toxic.end = null;
    assertThat(open().onEnd(0)).isEqualTo(Move.passAll());
    failsWith("onEnd: returned null (expected: a move)");
  }

  @Test
  void aMoveWithoutAKindIsNone() {
    toxic.say(move(null));
    assertThat(open().onBytes(1, 0)).isEqualTo(Move.passAll());
    failsWith("onBytes: returned null (expected: a move of some kind)");
  }

  @Test
  void nothingIsNoStage() {
    toxic.opens(null);
    assertThat(open().onBytes(1, 0)).isEqualTo(Move.passAll());
    failsWith("open: returned null (expected: a stage)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"open", "onBytes", "onEnd", "onAlarm", "onRemoved", "readAhead"})
  void allPassesOnceItHasFailedAnywhere(String hook) {
    toxic.fails = hook;
    toxic.say(Move.stay(), Move.stay());
    GuardedStage stage = open();
    switch (hook) {
      case "onBytes" -> assertThat(stage.onBytes(1, 0)).isEqualTo(Move.passAll());
      case "onEnd" -> assertThat(stage.onEnd(0)).isEqualTo(Move.passAll());
      case "onAlarm" -> assertThat(stage.onAlarm()).isEqualTo(Move.passAll());
      case "onRemoved" -> assertThat(stage.onRemoved()).isEqualTo(Move.passAll());
      case "readAhead" -> assertThat(stage.readAhead()).isEqualTo(Long.MAX_VALUE);
      default -> {}
    }
    failsWith(hook + ": java.lang.IllegalStateException: on purpose");
    toxic.asked.clear();

    assertThat(stage.onBytes(1, 0)).isEqualTo(Move.passAll());
    assertThat(stage.onEnd(0)).isEqualTo(Move.passAll());
    assertThat(stage.readAhead()).isEqualTo(Long.MAX_VALUE);

    assertThat(toxic.asked).isEmpty();
    assertThat(failures).hasSize(1);
  }

  @Test
  void readsAheadSoMuch() {
    toxic.readAhead = 0;
    assertThat(open().readAhead()).isZero();
    assertThat(failures).isEmpty();
    toxic.readAhead = -1;
    assertThat(open().readAhead()).isEqualTo(Long.MAX_VALUE);
    failsWith("readAhead: returned -1 (expected: 0 or more)");
  }

  @Test
  void aHundredWaitsThatAreOverAreEnough() {
    GuardedStage stage = open();
    for (int i = 0; i < 100; i++) {
      toxic.say(Move.waitUntil(place.now() + 1_000));
      assertThat(stage.onBytes(1, 0).kind()).isEqualTo(Move.Kind.WAIT);
    }
    toxic.say(Move.waitUntil(place.now() + 1_000));
    assertThat(stage.onBytes(1, 0)).isEqualTo(Move.passAll());
    failsWith(
        "onBytes: said again and again to wait for a time that is over"
            + " (expected: one that is to come)");
  }

  @ParameterizedTest
  @EnumSource(names = {"PASS", "DROP", "WAIT", "STAY"})
  void anythingElseBetweenThemStartsTheCountAgain(Move.Kind between) {
    GuardedStage stage = open();
    for (int i = 0; i < 150; i++) {
      toxic.say(i == 75 ? new Move(between, 1, place.now() + 1_001) : Move.waitUntil(place.now()));
      stage.onBytes(1, 0);
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void timeStandsStillDuringItsCalls() {
    GuardedStage stage = open();
    long then = place.clock();
    chain.connection.time.advance(Duration.ofSeconds(1));

    stage.onBytes(5, then, then);
    assertThat(place.now()).isEqualTo(place.clock());
    stage.onEnd(then, then + 1);

    assertThat(toxic.asked)
        .containsExactly("open", "5 bytes after PT0S", "end after PT0.000000001S");
    assertThat(place.now()).isEqualTo(place.clock());
  }

  @Test
  void aNewStageGetsThatBeforeIt() {
    GuardedStage first = open();
    open(first);
    assertThat(toxic.before).isSameAs(toxic);
  }

  @Test
  void aNewStageDoesNotGetOneThatHasFailedOrIsRetired() {
    toxic.fails = "onAlarm";
    GuardedStage failed = open();
    failed.onAlarm();
    open(failed);
    assertThat(toxic.before).isNull();

    GuardedStage retired = open();
    retired.retire();
    open(retired);
    assertThat(toxic.before).isNull();
  }

  @Test
  void aRetiredOneLetsAllPass() {
    GuardedStage stage = open();
    stage.retire();
    toxic.say(Move.stay());
    assertThat(stage.onBytes(1, 0)).isEqualTo(Move.passAll());
    assertThat(failures).isEmpty();
  }

  @Test
  void knowsThePluginThatMadeAToxic() {
    Stage within = (length, arrived) -> Move.passAll();
    List<ToxicSpec> toxics = List.of(spec);
    assertThat(GuardedStage.plugin(toxics, Puppet.class.getName())).isEqualTo("test");
    assertThat(GuardedStage.plugin(toxics, within.getClass().getName()))
        .isEqualTo(within.getClass().getName());
  }
}
