package io.galopin.behavior.stream;

import io.galopin.api.Move;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.Extension;

/**
 * The toxic {@code limit_data}: lets a number of bytes of one direction pass, then closes the
 * connection. Changing the limit does not restart the count.
 */
@Extension
public final class LimitDataFactory implements ToxicFactory {

  private static final Option<Long> BYTES =
      Option.size("bytes", 0, Long.MAX_VALUE, "how many bytes pass; 0 closes at the first byte")
          .orElse(0L);

  @Override
  public String name() {
    return "limit-data";
  }

  @Override
  public String description() {
    return "closes the connection after a number of bytes";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(BYTES);
  }

  @Override
  public Toxic create(Options options) {
    long most = options.get(BYTES);
    return (place, before) -> new Limit(place, most, before);
  }

  private static final class Limit implements Stage {

    private final Toxic.Place place;
    private final long most;
    private long passed;

    Limit(Toxic.Place place, long most, @Nullable Stage before) {
      this.place = place;
      this.most = most;
      passed = before instanceof Limit limit ? limit.passed : 0;
      if (passed > 0 && passed >= most) {
        place.alarmAt(place.now());
      }
    }

    @Override
    public Move onBytes(int length, long arrived) {
      long left = most - passed;
      if (left <= 0) {
        return Move.close();
      }
      int bytes = (int) Math.min(length, left);
      passed += bytes;
      if (bytes == left && bytes == length) {
        // Without the alarm, nothing would happen until more bytes come, which may be never.
        place.alarmAt(place.now());
      }
      return Move.pass(bytes);
    }

    @Override
    public Move onAlarm() {
      return Move.close();
    }
  }
}
