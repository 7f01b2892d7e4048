package io.galopin.behavior.stream;

import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
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
 * The toxic {@code slicer}: cuts what was read at once into pieces, with a pause after each. Sizes
 * are uniform around the average. A piece has at least one byte, and the last one has what is left.
 */
@Extension
public final class SlicerFactory implements ToxicFactory {

  private static final Option<Long> AVERAGE_SIZE =
      Option.size("average-size", 1, Integer.MAX_VALUE, "the average size of a piece; required");

  private static final Option<Long> SIZE_VARIATION =
      Option.size(
              "size-variation", 0, Integer.MAX_VALUE, "how much larger or smaller a piece may be")
          .orElse(0L);

  private static final Option<Duration> DELAY =
      Times.option("delay", ChronoUnit.MICROS, "the pause after a piece");

  @Override
  public String name() {
    return "slicer";
  }

  @Override
  public String description() {
    return "cuts bytes into small pieces with pauses between them";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(AVERAGE_SIZE, SIZE_VARIATION, DELAY);
  }

  @Override
  public Toxic create(Options options) {
    long average =
        options
            .find(AVERAGE_SIZE)
            .orElseThrow(
                () -> new OptionException(AVERAGE_SIZE.name(), "missing", AVERAGE_SIZE.range()));
    long variation = options.get(SIZE_VARIATION);
    long least = Math.max(1, average - variation);
    long sizes = average + variation - least + 1;
    long delay = options.get(DELAY).toNanos();
    return (place, before) -> new Slicer(place, least, sizes, delay, before);
  }

  private static final class Slicer implements Stage {

    private final Toxic.Place place;
    private final long least;
    private final long sizes;
    private final long delay;
    private long left;

    Slicer(Toxic.Place place, long least, long sizes, long delay, @Nullable Stage before) {
      this.place = place;
      this.least = least;
      this.sizes = sizes;
      this.delay = delay;
      left = before instanceof Slicer slicer ? slicer.left : place.now() - delay;
    }

    @Override
    public Move onBytes(int length, long arrived) {
      long now = place.now();
      if (!Times.hasCome(left + delay, now)) {
        return Move.waitUntil(left + delay);
      }
      left = now;
      long size = sizes == 1 ? least : least + (long) (place.nextDraw() * sizes);
      return Move.pass((int) Math.min(size, length));
    }
  }
}
