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
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * The toxic {@code reset_peer}: drops all bytes, and after a time resets the connection, even an
 * idle one. The time begins when the toxic is set or changed.
 */
@Extension
public final class ResetPeerFactory implements ToxicFactory {

  private static final Option<Duration> TIMEOUT =
      Times.option("timeout", ChronoUnit.MILLIS, "when the connection is reset; 0: immediately");

  @Override
  public String name() {
    return "reset-peer";
  }

  @Override
  public String description() {
    return "drops all bytes and resets the connection after a time";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(TIMEOUT);
  }

  @Override
  public Toxic create(Options options) {
    long timeout = options.get(TIMEOUT).toNanos();
    return (place, before) -> {
      place.alarmAt(place.now() + timeout);
      return new Doomed(before);
    };
  }

  private static final class Doomed implements Stage {

    private boolean dropped;

    Doomed(@Nullable Stage before) {
      dropped = before instanceof Doomed doomed && doomed.dropped;
    }

    @Override
    public Move onBytes(int length, long arrived) {
      dropped = true;
      return Move.dropAll();
    }

    /** Stops the end of the link, which would arrive before the reset. */
    @Override
    public Move onEnd(long arrived) {
      return Move.stay();
    }

    @Override
    public Move onAlarm() {
      return Move.reset();
    }

    /** Resets the connection, because a connection that has lost bytes must not go on. */
    @Override
    public Move onRemoved() {
      return dropped ? Move.reset() : Move.passAll();
    }
  }
}
