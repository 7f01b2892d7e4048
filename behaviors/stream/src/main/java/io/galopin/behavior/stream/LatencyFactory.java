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
 * The toxic {@code latency}: delays what was read at once, and keeps the order. Any number of bytes
 * may be waiting at the same time.
 */
@Extension
public final class LatencyFactory implements ToxicFactory {

  private static final Option<Duration> LATENCY =
      Times.option("latency", ChronoUnit.MILLIS, "how long bytes are delayed");

  private static final Option<Duration> JITTER =
      Times.option("jitter", ChronoUnit.MILLIS, "how much longer or shorter the delay may be");

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "delays all bytes, with jitter";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(LATENCY, JITTER);
  }

  @Override
  public Toxic create(Options options) {
    long latency = options.get(LATENCY).toNanos();
    long jitter = options.get(JITTER).toNanos();
    return (place, before) -> new Latency(place, latency, jitter);
  }

  private static final class Latency implements Stage {

    private final Toxic.Place place;
    private final long latency;
    private final long jitter;
    private boolean decided;
    private long delay;

    Latency(Toxic.Place place, long latency, long jitter) {
      this.place = place;
      this.latency = latency;
      this.jitter = jitter;
    }

    @Override
    public Move onBytes(int length, long arrived) {
      if (!decided) {
        delay = nextDelay();
        decided = true;
      }
      if (!Times.hasCome(arrived + delay, place.now())) {
        return Move.waitUntil(arrived + delay);
      }
      decided = false;
      return Move.passAll();
    }

    private long nextDelay() {
      return jitter == 0
          ? latency
          : Math.max(0, latency + Math.round((2 * place.nextDraw() - 1) * jitter));
    }
  }
}
