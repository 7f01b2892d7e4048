package com.example.beanstalkd;

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

/** The toxic {@code stutter}: the link pauses after every n bytes. */
@Extension
public final class Stutter implements ToxicFactory {

  private static final Option<Long> EVERY =
      Option.size("every", 1, Integer.MAX_VALUE, "how many bytes pass between two pauses")
          .orElse(1024L);

  private static final Option<Duration> PAUSE =
      Option.duration(
              "pause", ChronoUnit.MILLIS, Duration.ZERO, Duration.ofHours(1), "the longest pause")
          .orElse(Duration.ofMillis(100));

  @Override
  public String name() {
    return "stutter";
  }

  @Override
  public String description() {
    return "pauses after every n bytes, for at least half of the longest pause";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(EVERY, PAUSE);
  }

  @Override
  public Toxic create(Options options) {
    int every = Math.toIntExact(options.get(EVERY));
    long pause = options.get(PAUSE).toNanos();
    return (place, before) -> new OfLink(place, every, pause);
  }

  /** The state of one link. Used on one event loop only. */
  private static final class OfLink implements Stage {

    private final Toxic.Place place;
    private final int every;
    private final long pause;
    private int left;
    private long stopped;
    private long pausedUntil;

    OfLink(Toxic.Place place, int every, long pause) {
      this.place = place;
      this.every = every;
      this.pause = pause;
      left = every;
      pausedUntil = place.now();
    }

    @Override
    public Move onBytes(int length, long arrived) {
      if (left == 0) {
        // Drawn for the byte after the pause, which is the same however TCP cuts the stream.
        left = every;
        pausedUntil = stopped + Math.round(pause * (0.5 + place.nextDraw() / 2));
      }
      // Times may overflow, so compare their difference.
      if (pausedUntil - place.now() > 0) {
        return Move.waitUntil(pausedUntil);
      }
      int bytes = Math.min(length, left);
      left -= bytes;
      stopped = place.now();
      return Move.pass(bytes);
    }
  }
}
