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
 * The toxic {@code loss}: delays bytes as TCP does when packets are lost. No byte is missing, and
 * the order stays.
 *
 * <p>What was read at once is cut into packets of 1460 bytes, and the rest. Each is lost with a
 * chance, and then arrives when it has been sent again: after the timeout, or, if it is lost again,
 * after one that is twice as long, and so on. What comes behind it waits, as TCP delivers in order.
 * Times run from the arrival of each packet, so the waits of several lost packets overlap.
 */
@Extension
public final class LossFactory implements ToxicFactory {

  /** The bytes in a packet of Ethernet's usual size, without the headers of IP and TCP. */
  private static final int PACKET = 1460;

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final Option<Double> CHANCE =
      Option.decimal("chance", 0, 1, "the chance that a packet is lost").orElse(0.0);

  /** The default is Linux's least timeout. */
  private static final Option<Duration> TIMEOUT =
      Option.duration(
              "timeout",
              ChronoUnit.MILLIS,
              Duration.ofMillis(1),
              MINUTE,
              "when a lost packet is sent again; twice as long each time it is lost again")
          .orElse(Duration.ofMillis(200));

  private static final Option<Duration> LONGEST =
      Option.duration(
              "longest",
              ChronoUnit.MILLIS,
              Duration.ofMillis(1),
              Duration.ofHours(1),
              "the longest wait; then a packet arrives, however often it was lost")
          .orElse(MINUTE);

  @Override
  public String name() {
    return "loss";
  }

  @Override
  public String description() {
    return "delays bytes as if packets were lost and sent again";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(CHANCE, TIMEOUT, LONGEST);
  }

  @Override
  public Toxic create(Options options) {
    double chance = options.get(CHANCE);
    long timeout = options.get(TIMEOUT).toNanos();
    long longest = options.get(LONGEST).toNanos();
    return (place, before) ->
        chance == 0
            ? (length, arrived) -> Move.passAll()
            : new Loss(place, chance, timeout, longest);
  }

  private static final class Loss implements Stage {

    private final Toxic.Place place;
    private final double chance;
    private final long timeout;
    private final long longest;

    /** How long the oldest packet waits; 0 if that is not decided. */
    private long wait;

    Loss(Toxic.Place place, double chance, long timeout, long longest) {
      this.place = place;
      this.chance = chance;
      this.timeout = timeout;
      this.longest = longest;
    }

    @Override
    public Move onBytes(int length, long arrived) {
      if (wait == 0) {
        int before = beforeLoss(length);
        if (before == length) {
          return Move.passAll();
        }
        if (before > 0) {
          return Move.pass(before);
        }
      }
      if (!Times.hasCome(arrived + wait, place.now())) {
        return Move.waitUntil(arrived + wait);
      }
      wait = 0;
      return Move.pass(PACKET);
    }

    /**
     * Returns how many bytes come before the first packet that is lost. They pass together, because
     * cutting them would be an effect where nothing was lost.
     */
    private int beforeLoss(int length) {
      for (long bytes = 0; bytes < length; bytes += PACKET) {
        wait = nextWait();
        if (wait > 0) {
          return (int) bytes;
        }
      }
      return length;
    }

    /** Returns how long a packet waits; 0 if it is not lost. */
    private long nextWait() {
      if (place.nextDraw() >= chance) {
        return 0;
      }
      long next = timeout;
      long sum = next;
      while (sum < longest && place.nextDraw() < chance) {
        next *= 2;
        sum += next;
      }
      return Math.min(sum, longest);
    }
  }
}
