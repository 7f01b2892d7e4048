package io.galopin.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.pf4j.Extension;

class ToxicContractTest {

  /** Does with each read what a test asks for. */
  @Extension
  public static final class Plugin implements ToxicFactory {

    /** What is done with bytes. */
    interface OnBytes {
      Move move(Toxic.Place place, int length, long arrived);
    }

    private final OnBytes onBytes;

    /** Drops one read in two. */
    public Plugin() {
      this((place, length, arrived) -> place.nextDraw() < 0.5 ? Move.dropAll() : Move.passAll());
    }

    Plugin(OnBytes onBytes) {
      this.onBytes = onBytes;
    }

    @Override
    public String name() {
      return "leaky";
    }

    @Override
    public String description() {
      return "drops one read in two";
    }

    @Override
    public Toxic create(Options options) {
      return (place, before) -> new OneStage(onBytes, place);
    }
  }

  private record OneStage(Plugin.OnBytes onBytes, Toxic.Place place) implements Stage {
    @Override
    public Move onBytes(int length, long arrived) {
      return onBytes.move(place, length, arrived);
    }
  }

  @Test
  void acceptsWhatFollowsFromTheSeed() {
    assertThatCode(() -> ToxicContract.check(new Plugin())).doesNotThrowAnyException();
  }

  @Test
  void refusesChanceOfItsOwn() {
    refuses(
        (place, length, arrived) ->
            Move.pass(1 + ThreadLocalRandom.current().nextInt(Math.max(2, length))),
        "with the same seed");
  }

  @Test
  void refusesParking() {
    refuses(
        (place, length, arrived) -> {
          LockSupport.parkNanos(1);
          return Move.passAll();
        },
        "leaky: the calling thread waited");
  }

  @Test
  void refusesTimesThatArePast() {
    refuses(
        (place, length, arrived) -> Move.waitUntil(arrived),
        "again and again to wait for a time that is over");
  }

  private static void refuses(Plugin.OnBytes onBytes, String sentence) {
    assertThatThrownBy(() -> ToxicContract.check(new Plugin(onBytes), Map.of()))
        .hasMessageContaining(sentence);
  }
}
