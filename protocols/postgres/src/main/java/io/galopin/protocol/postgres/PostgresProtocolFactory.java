package io.galopin.protocol.postgres;

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

/** Creates protocol {@code postgres}. */
@Extension
public final class PostgresProtocolFactory implements ProtocolFactory {

  static final Option<Tls> TLS =
      Option.choice(
              "tls",
              Tls.class,
              "whether a client's wish for TLS passes, after which nothing is understood, or is refused")
          .orElse(Tls.PASS);

  static final Option<Long> MAX_HEAD =
      Option.size(
              "max-head",
              1024,
              8L << 20,
              "the most bytes of a request that are read for rules, and of a reply before its rows")
          .orElse(64L << 10);

  static final Option<Long> MAX_MESSAGE =
      Option.size("max-message", 16_384, Integer.MAX_VALUE, "the most bytes of one message")
          .orElse(1L << 30);

  static final Option<Long> PREPARED =
      Option.size(
              "prepared",
              0,
              64L << 20,
              "how much a connection's prepared statements may take that are remembered for rules")
          .orElse(256L << 10);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(ConnectionOptions.ALL.stream(), Stream.of(TLS, MAX_HEAD, MAX_MESSAGE, PREPARED))
          .toList();

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String description() {
    return "statements of PostgreSQL; an exchange is what one ReadyForQuery answers";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return PostgresAttributes.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return PostgresFailure.kinds();
  }

  @Override
  public List<Option<?>> failureOptions() {
    return PostgresFailure.OPTIONS;
  }

  @Override
  public List<Failure.Kind> notices() {
    return List.of(PostgresFailure.ADMIN_SHUTDOWN.kind());
  }

  @Override
  public boolean hasOpening() {
    return true;
  }

  @Override
  public Protocol create(Options options) {
    return new PostgresProtocol(
        new Limits(
            Math.toIntExact(options.get(MAX_HEAD)),
            options.get(MAX_MESSAGE),
            Math.toIntExact(options.get(PREPARED))),
        options.get(TLS),
        ConnectionOptions.readBytes(name(), options));
  }
}
