package io.galopin.engine.toxic;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.Spot;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a toxic's stage and guards against its failures. After an invalid answer or an exception,
 * the toxic no longer acts on this link and all bytes pass. Used on only one event loop.
 */
public final class GuardedStage implements Stage {

  private static final Stage PASS = (length, arrived) -> Move.passAll();

  /** A wait of at most this counts as no wait, in nanoseconds. */
  private static final long AT_ONCE = 1000;

  /** The most such waits in a row. */
  private static final int MOST_AT_ONCE = 100;

  private final ToxicSpec spec;
  private final StagePlace place;
  private final Consumer<PluginFailure> failed;
  private Stage stage = PASS;
  private int atOnce;

  private GuardedStage(ToxicSpec spec, StagePlace place, Consumer<PluginFailure> failed) {
    this.spec = spec;
    this.place = place;
    this.failed = failed;
  }

  /**
   * Opens the toxic's stage.
   *
   * @param before the previous stage; null if there was none
   * @param failed called once, when the toxic has failed
   */
  static GuardedStage open(
      ToxicSpec spec,
      StagePlace place,
      @Nullable GuardedStage before,
      Consumer<PluginFailure> failed) {
    GuardedStage opened = new GuardedStage(spec, place, failed);
    try {
      Stage former = before == null || before.stage == PASS ? null : before.stage;
      opened.stage = opened.required(spec.toxic().open(place, former), "a stage");
    } catch (Throwable thrown) {
      opened.fail("open", thrown);
    }
    return opened;
  }

  /**
   * Returns the name of the plugin whose toxics are made by a class; the class name if there is
   * none.
   */
  public static String plugin(List<ToxicSpec> toxics, String type) {
    return toxics.stream()
        .filter(toxic -> Spot.outer(toxic.toxic().getClass().getName()).equals(type))
        .findFirst()
        .map(ToxicSpec::type)
        .orElse(type);
  }

  /** Stops calling the toxic; all bytes pass. */
  void retire() {
    stage = PASS;
  }

  private void fail(String hook, Throwable thrown) {
    stage = PASS;
    failed.accept(new PluginFailure("toxic", spec.type(), hook, thrown));
  }

  private <T> T required(@Nullable T given, String expected) {
    if (given == null) {
      throw new Nonsense("returned null (expected: " + expected + ")");
    }
    return given;
  }

  /** Like {@link Stage#onBytes}; the toxic's time stands still during the call. */
  Move onBytes(int length, long arrived, long now) {
    place.asks(now);
    Move move = onBytes(length, arrived);
    place.answered();
    return move;
  }

  /** Like {@link Stage#onEnd}; the toxic's time stands still during the call. */
  Move onEnd(long arrived, long now) {
    place.asks(now);
    Move move = onEnd(arrived);
    place.answered();
    return move;
  }

  @Override
  public Move onBytes(int length, long arrived) {
    try {
      Move move = stage.onBytes(length, arrived);
      if (move != null && (move.kind() == Move.Kind.PASS || move.kind() == Move.Kind.DROP)) {
        atOnce = 0;
        return move;
      }
      return checked(move);
    } catch (Throwable thrown) {
      fail("onBytes", thrown);
      return Move.passAll();
    }
  }

  @Override
  public Move onEnd(long arrived) {
    try {
      Move move = checked(stage.onEnd(arrived));
      if (move.kind() == Move.Kind.DROP) {
        throw new Nonsense("said DROP (expected: not of an end)");
      }
      return move;
    } catch (Throwable thrown) {
      fail("onEnd", thrown);
      return Move.passAll();
    }
  }

  private Move checked(@Nullable Move given) {
    Move move = required(given, "a move");
    Move.Kind kind = required(move.kind(), "a move of some kind");
    if (kind != Move.Kind.WAIT || move.until() - place.now() > AT_ONCE) {
      atOnce = 0;
    } else if (++atOnce > MOST_AT_ONCE) {
      throw new Nonsense(
          "said again and again to wait for a time that is over (expected: one that is to come)");
    }
    return move;
  }

  @Override
  public Move onAlarm() {
    try {
      return endOrNothing(stage.onAlarm());
    } catch (Throwable thrown) {
      fail("onAlarm", thrown);
      return Move.passAll();
    }
  }

  @Override
  public Move onRemoved() {
    try {
      return endOrNothing(stage.onRemoved());
    } catch (Throwable thrown) {
      fail("onRemoved", thrown);
      return Move.passAll();
    }
  }

  private Move endOrNothing(@Nullable Move given) {
    Move move = required(given, "a move");
    if (move.kind() != Move.Kind.PASS
        && move.kind() != Move.Kind.CLOSE
        && move.kind() != Move.Kind.RESET) {
      throw new Nonsense("said " + move.kind() + " (expected: PASS, CLOSE or RESET)");
    }
    return move;
  }

  @Override
  public long readAhead() {
    try {
      long most = stage.readAhead();
      if (most < 0) {
        throw new Nonsense("returned " + most + " (expected: 0 or more)");
      }
      return most;
    } catch (Throwable thrown) {
      fail("readAhead", thrown);
      return Long.MAX_VALUE;
    }
  }
}
