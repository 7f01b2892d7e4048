package io.galopin.testkit;

import io.galopin.api.Move;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the engine and a toxic, and reports what the engine does not: dropped bytes and
 * exceptions.
 *
 * @param dropped receives the number of dropped bytes
 * @param thrown receives what a toxic throws
 */
record SeenToxic(Toxic toxic, IntConsumer dropped, Consumer<Throwable> thrown) implements Toxic {

  @Override
  @SuppressWarnings("NullAway") // a toxic under test may return null, which is passed on
  public @Nullable Stage open(Place place, @Nullable Stage before) {
    Stage former = before instanceof SeenStage seen ? seen.stage : before;
    Stage stage = told(() -> toxic.open(place, former));
    return stage == null ? null : new SeenStage(stage);
  }

  private <T> T told(Supplier<T> call) {
    try {
      return call.get();
    } catch (Throwable failed) {
      thrown.accept(failed);
      throw failed;
    }
  }

  private final class SeenStage implements Stage {

    private final Stage stage;

    SeenStage(Stage stage) {
      this.stage = stage;
    }

    @Override
    public Move onBytes(int length, long arrived) {
      Move move = told(() -> stage.onBytes(length, arrived));
      if (move != null && move.kind() == Move.Kind.DROP) {
        dropped.accept(Math.min(length, move.bytes()));
      }
      return move;
    }

    @Override
    public Move onEnd(long arrived) {
      return told(() -> stage.onEnd(arrived));
    }

    @Override
    public Move onAlarm() {
      return told(stage::onAlarm);
    }

    @Override
    public Move onRemoved() {
      return told(stage::onRemoved);
    }

    @Override
    public long readAhead() {
      return told(stage::readAhead);
    }
  }
}
