package io.galopin.protocol.redis;

import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What servers that are maintained push to clients, in the form of Redis Enterprise and Redis
 * Cloud:
 *
 * <pre>
 *   &gt;4 MOVING       :number :seconds host:port     or null, for the same address as before
 *   &gt;4 MIGRATING    :number :seconds ["1"]         the shards
 *   &gt;3 MIGRATED     :number ["1"]
 *   &gt;4 FAILING_OVER :number :seconds ["1"]
 *   &gt;3 FAILED_OVER  :number ["1"]
 * </pre>
 *
 * <p>Clients tell events apart by their numbers, which grow.
 */
enum MaintenancePush {
  MOVING(15, "the connection moves, and the client should connect again"),
  MIGRATING(2, "data begins to move, and the client should wait longer"),
  MIGRATED(0, "data has moved"),
  FAILING_OVER(2, "a replica begins to take over, and the client should wait longer"),
  FAILED_OVER(0, "a replica has taken over");

  static final Option<Duration> WITHIN =
      Option.duration(
              "within",
              ChronoUnit.SECONDS,
              Duration.ZERO,
              Duration.ofDays(1),
              "what moving (by default 15 s), migrating and failing-over (2 s) say about how soon that"
                  + " is, in whole seconds")
          .checkedBy(MaintenancePush::expectation);

  static final Option<String> TO =
      Option.text(
              "to", "where moving points, host:port; by default nowhere, so that clients come back")
          .checkedBy(RedisFailure::expectation);

  static final List<Option<?>> OPTIONS = List.of(WITHIN, TO);

  private static final String SHARDS = "[\"1\"]";

  private static final MaintenancePush[] ALL = values();

  /** How many seconds it usually says are left; 0 if it says nothing. */
  private final long seconds;

  private final String meaning;

  MaintenancePush(long seconds, String meaning) {
    this.seconds = seconds;
    this.meaning = meaning;
  }

  /** All of them, as users see them. */
  static List<Failure.Kind> kinds() {
    return Arrays.stream(ALL)
        .map(
            push -> new Failure.Kind(push.givenName(), "push " + push.name() + ": " + push.meaning))
        .toList();
  }

  private String givenName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the one with this name; null if there is none. */
  static @Nullable MaintenancePush of(String name) {
    for (MaintenancePush push : ALL) {
      if (push.givenName().equals(name)) {
        return push;
      }
    }
    return null;
  }

  private static Optional<String> expectation(Duration within) {
    return within.toNanosPart() == 0 ? Optional.empty() : Optional.of("whole seconds");
  }

  /**
   * Returns the whole push.
   *
   * @param number of the event
   */
  ByteBuf bytes(long number, Options options, ByteBufAllocator allocator) {
    StringBuilder push = new StringBuilder(64);
    push.append(seconds > 0 ? ">4\r\n" : ">3\r\n").append(bulk(name()));
    push.append(integer(number));
    if (seconds > 0) {
      push.append(integer(options.find(WITHIN).map(Duration::toSeconds).orElse(seconds)));
    }
    if (this == MOVING) {
      push.append(options.find(TO).map(MaintenancePush::bulk).orElse("_\r\n"));
    } else {
      push.append(bulk(SHARDS));
    }
    return ByteBufUtil.writeUtf8(allocator, push);
  }

  private static String integer(long value) {
    return ":" + value + "\r\n";
  }

  private static String bulk(String text) {
    return "$" + ByteBufUtil.utf8Bytes(text) + "\r\n" + text + "\r\n";
  }
}
