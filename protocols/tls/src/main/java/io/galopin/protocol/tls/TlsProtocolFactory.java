package io.galopin.protocol.tls;

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

/** Creates protocol {@code tls}. */
@Extension
public final class TlsProtocolFactory implements ProtocolFactory {

  static final Option<Long> MAX_HELLO =
      Option.size(
              "max-hello",
              512,
              512L << 10,
              "the most bytes of a ClientHello or ServerHello, with the headers of its records")
          .orElse(64L << 10);

  static final Option<Alert> ALERT =
      Option.choice("alert", Alert.class, "the alert that a handshake fails with")
          .orElse(Alert.INTERNAL_ERROR);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(ConnectionOptions.ALL.stream(), Stream.of(MAX_HELLO)).toList();

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public String description() {
    return "conversations in TLS, which stay encrypted; exchange 0 is the handshake, and then turns"
        + " follow";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public List<Attribute> attributes() {
    return TlsAttributes.ALL;
  }

  @Override
  public List<Failure.Kind> failures() {
    return List.of(
        new Failure.Kind(
            Failure.Kind.ERROR, "an alert in place of the ServerHello; of a turn, a reset"));
  }

  @Override
  public List<Option<?>> failureOptions() {
    return List.of(ALERT);
  }

  @Override
  public boolean hasOpening() {
    return true;
  }

  @Override
  public boolean isLayer() {
    return true;
  }

  @Override
  public boolean beginsTls() {
    return true;
  }

  @Override
  public Protocol create(Options options) {
    return new TlsProtocol(
        Math.toIntExact(options.get(MAX_HELLO)), ConnectionOptions.readBytes(name(), options));
  }
}
