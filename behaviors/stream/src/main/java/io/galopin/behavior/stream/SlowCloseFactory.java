package io.galopin.behavior.stream;

import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.pf4j.Extension;

/** The toxic {@code slow_close}: lets bytes pass and delays the end of the direction. */
@Extension
public final class SlowCloseFactory implements ToxicFactory {

  private static final Option<Duration> DELAY =
      Times.option("delay", ChronoUnit.MILLIS, "how long the end is delayed");

  @Override
  public String name() {
    return "slow-close";
  }

  @Override
  public String description() {
    return "delays the end of one direction";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(DELAY);
  }

  @Override
  public Toxic create(Options options) {
    long delay = options.get(DELAY).toNanos();
    return (place, before) -> new LateEnd(place, delay);
  }

  private record LateEnd(Toxic.Place place, long delay) implements Stage {

    @Override
    public Move onBytes(int length, long arrived) {
      return Move.passAll();
    }

    @Override
    public Move onEnd(long arrived) {
      long due = arrived + delay;
      return Times.hasCome(due, place.now()) ? Move.passAll() : Move.waitUntil(due);
    }
  }
}
