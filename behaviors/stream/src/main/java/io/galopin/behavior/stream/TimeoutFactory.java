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

/**
 * The toxic {@code timeout}: drops all bytes, and closes the connection after a time or when the
 * toxic is removed. The time begins when the toxic is set or changed.
 */
@Extension
public final class TimeoutFactory implements ToxicFactory {

  private static final Option<Duration> TIMEOUT =
      Times.option("timeout", ChronoUnit.MILLIS, "when the connection is closed; 0: never");

  @Override
  public String name() {
    return "timeout";
  }

  @Override
  public String description() {
    return "drops all bytes and closes the connection after a time";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(TIMEOUT);
  }

  @Override
  public Toxic create(Options options) {
    long timeout = options.get(TIMEOUT).toNanos();
    return (place, before) -> {
      if (timeout > 0) {
        place.alarmAt(place.now() + timeout);
      }
      return new Silence();
    };
  }

  private record Silence() implements Stage {

    @Override
    public Move onBytes(int length, long arrived) {
      return Move.dropAll();
    }

    @Override
    public Move onAlarm() {
      return Move.close();
    }

    /** Closes the connection, because bytes are missing. */
    @Override
    public Move onRemoved() {
      return Move.close();
    }
  }
}
