package io.galopin.protocol.http;

import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** Creates protocol {@code http}. */
@Extension
public final class HttpProtocolFactory implements ProtocolFactory {

  static final Option<Boolean> OVERWRITE_HOST_HEADER =
      Option.flag("overwrite-host-header", "puts the backend's address into the Host header")
          .orElse(false);

  static final Option<Long> MAX_LINE =
      Option.size("max-line", 256, 1L << 20, "the most bytes of a line of a message's head")
          .orElse(8L << 10);

  static final Option<Long> MAX_HEAD =
      Option.size(
              "max-head", 256, 16L << 20, "the most bytes of a message's head, or of its trailer")
          .orElse(64L << 10);

  static final Option<Boolean> FAULT_HEADER =
      Option.flag(
              "fault-header",
              "adds "
                  + FaultHeader.NAME
                  + ": RULE; BEHAVIOR to replies that were delayed or that Galopin made")
          .orElse(false);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(
              ConnectionOptions.ALL.stream(),
              Stream.of(OVERWRITE_HOST_HEADER, FAULT_HEADER, MAX_LINE, MAX_HEAD))
          .toList();

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String description() {
    return "requests over HTTP/1.0 and 1.1; an exchange is one with its reply, a failure is a 5xx";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return Attributes.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return List.of(new Failure.Kind(Failure.Kind.ERROR, "a reply with an error status"));
  }

  @Override
  public List<Option<?>> failureOptions() {
    return FailureOptions.ALL;
  }

  @Override
  public Optional<String> expectation(Attribute attribute, String name, String value) {
    return Attributes.expectation(attribute, name, value);
  }

  @Override
  public Protocol create(Options options) {
    Limits limits =
        new Limits(Math.toIntExact(options.get(MAX_LINE)), Math.toIntExact(options.get(MAX_HEAD)));
    if (limits.head() < limits.line()) {
      throw new OptionException(
          MAX_HEAD.name(),
          limits.head(),
          "at least " + MAX_LINE.name() + ", which is " + limits.line());
    }
    return new HttpProtocol(
        limits,
        options.get(OVERWRITE_HOST_HEADER),
        options.get(FAULT_HEADER),
        ConnectionOptions.readBytes(name(), options));
  }
}
