package io.galopin.protocol.mysql;

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

/** Creates protocol {@code mysql}. */
@Extension
public final class MysqlProtocolFactory implements ProtocolFactory {

  /** What happens to the compression that a server offers. */
  enum Compression {
    STRIP,
    PASS
  }

  /** What happens to the TLS that a server offers. */
  enum Tls {
    PASS,
    REFUSE
  }

  static final Option<Compression> COMPRESSION =
      Option.choice(
              "compression",
              Compression.class,
              "whether clients see that the server compresses; if they compress, nothing is"
                  + " understood any more")
          .orElse(Compression.STRIP);

  static final Option<Tls> TLS =
      Option.choice(
              "tls",
              Tls.class,
              "whether clients see that the server has TLS; if they use it, nothing is understood"
                  + " any more")
          .orElse(Tls.PASS);

  static final Option<Long> MAX_STATEMENT =
      Option.size(
              "max-statement",
              1024,
              8L << 20,
              "the most bytes of a statement that are read for rules")
          .orElse(64L << 10);

  static final Option<Long> MAX_PACKET =
      Option.size(
              "max-packet",
              65_536,
              8L << 20,
              "the most bytes of a packet that is read as a whole, such as a login or an OK")
          .orElse(256L << 10);

  static final Option<Long> PREPARED =
      Option.size(
              "prepared",
              0,
              64L << 20,
              "how much a connection's prepared statements may take that are remembered for rules")
          .orElse(256L << 10);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(
              ConnectionOptions.ALL.stream(),
              Stream.of(COMPRESSION, TLS, MAX_STATEMENT, MAX_PACKET, PREPARED))
          .toList();

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public String description() {
    return "statements of MySQL and MariaDB; an exchange is a command with its reply";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return MysqlAttributes.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return MysqlFailure.kinds();
  }

  @Override
  public List<Option<?>> failureOptions() {
    return MysqlFailure.OPTIONS;
  }

  @Override
  public List<Failure.Kind> notices() {
    return MysqlFailure.notices();
  }

  @Override
  public boolean hasOpening() {
    return true;
  }

  @Override
  public Protocol create(Options options) {
    return new MysqlProtocol(
        new Limits(
            Math.toIntExact(options.get(MAX_STATEMENT)),
            Math.toIntExact(options.get(MAX_PACKET)),
            Math.toIntExact(options.get(PREPARED))),
        options.get(COMPRESSION) == Compression.PASS,
        options.get(TLS) == Tls.PASS,
        ConnectionOptions.readBytes(name(), options));
  }
}
