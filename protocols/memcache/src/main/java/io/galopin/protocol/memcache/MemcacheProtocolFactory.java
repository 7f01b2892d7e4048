package io.galopin.protocol.memcache;

import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Creates protocol {@code memcache}. */
@Extension
public final class MemcacheProtocolFactory implements ProtocolFactory {

  static final Option<Long> MAX_LINE =
      Option.size(
              "max-line",
              512,
              16L << 20,
              "the most bytes of a line; of a get, those with the first key")
          .orElse(64L << 10);

  static final Option<Long> MAX_VALUE =
      Option.size("max-value", 1, 4L << 30, "the most bytes of a value").orElse(1L << 30);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(ConnectionOptions.ALL.stream(), Stream.of(MAX_LINE, MAX_VALUE)).toList();

  @Override
  public String name() {
    return "memcache";
  }

  @Override
  public String description() {
    return "commands of Memcache, in text, meta or binary form; an exchange is one with its reply";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return Facts.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return Failures.kinds();
  }

  @Override
  public List<Option<?>> failureOptions() {
    return List.of(Failures.MESSAGE);
  }

  @Override
  public Protocol create(Options options) {
    return new MemcacheProtocol(
        new Limits(Math.toIntExact(options.get(MAX_LINE)), options.get(MAX_VALUE)),
        ConnectionOptions.readBytes(name(), options));
  }
}
