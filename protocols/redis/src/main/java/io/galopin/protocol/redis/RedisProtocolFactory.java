package io.galopin.protocol.redis;

import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Creates protocol {@code redis}. */
@Extension
public final class RedisProtocolFactory implements ProtocolFactory {

  static final Option<Long> MAX_HEAD =
      Option.size(
              "max-head",
              256,
              16L << 20,
              "the most bytes of a command up to its key, and of an inline command")
          .orElse(80L << 10);

  static final Option<Long> MAX_BULK =
      Option.size("max-bulk", 1, 1L << 40, "the most bytes of one value").orElse(512L << 20);

  static final Option<Long> MAX_ELEMENTS =
      Option.integer(
              "max-elements",
              1,
              Integer.MAX_VALUE,
              "the most arguments of a command, and elements of one array, set or map")
          .orElse((long) Integer.MAX_VALUE);

  static final Option<Long> MAX_DEPTH =
      Option.integer("max-depth", 1, 1 << 20, "how deep arrays may be within arrays")
          .orElse(16_384L);

  static final Option<Boolean> MAINT_NOTIFICATIONS =
      Option.flag(
              "maint-notifications",
              "answer CLIENT MAINT_NOTIFICATIONS with OK in place of the backend, as plain Redis does"
                  + " not know it")
          .orElse(false);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(
              ConnectionOptions.ALL.stream(),
              Stream.of(MAINT_NOTIFICATIONS, MAX_HEAD, MAX_BULK, MAX_ELEMENTS, MAX_DEPTH))
          .toList();

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public String description() {
    return "commands in RESP2 and RESP3; an exchange is one with its reply, a failure is an error";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return RedisAttributes.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return RedisFailure.kinds();
  }

  @Override
  public List<Failure.Kind> notices() {
    return MaintenancePush.kinds();
  }

  @Override
  public List<Option<?>> noticeOptions() {
    return MaintenancePush.OPTIONS;
  }

  @Override
  public List<Option<?>> failureOptions() {
    return RedisFailure.OPTIONS;
  }

  @Override
  public Protocol create(Options options) {
    return new RedisProtocol(
        new Limits(
            Math.toIntExact(options.get(MAX_HEAD)),
            options.get(MAX_BULK),
            options.get(MAX_ELEMENTS),
            Math.toIntExact(options.get(MAX_DEPTH))),
        options.get(MAINT_NOTIFICATIONS),
        new AtomicLong(),
        ConnectionOptions.readBytes(name(), options));
  }
}
