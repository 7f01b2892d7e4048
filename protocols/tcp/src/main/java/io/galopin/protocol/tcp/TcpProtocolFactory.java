package io.galopin.protocol.tcp;

import io.galopin.api.Attribute;
import io.galopin.api.ConnectionOptions;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import org.pf4j.Extension;

/** Creates protocol {@code tcp}. */
@Extension
public final class TcpProtocolFactory implements ProtocolFactory {

  static final Attribute BYTES =
      Attribute.bytes(
          "tcp.bytes", Attribute.Moment.REQUEST, "what came first, and together, of a turn");

  static final Attribute REPLY_BYTES =
      Attribute.bytes(
          "tcp.reply.bytes", Attribute.Moment.REPLY, "what came first, and together, in reply");

  @Override
  public String name() {
    return "tcp";
  }

  @Override
  public String description() {
    return "any protocol over TCP; an exchange is a turn of the conversation, a failure is a reset";
  }

  @Override
  public List<Option<?>> options() {
    return ConnectionOptions.ALL;
  }

  @Override
  public List<Attribute> attributes() {
    return List.of(BYTES, REPLY_BYTES);
  }

  @Override
  public List<Failure.Kind> failures() {
    return List.of(new Failure.Kind(Failure.Kind.ERROR, "a reset of the connection"));
  }

  @Override
  public Protocol create(Options options) {
    return new TcpProtocol(ConnectionOptions.readBytes(name(), options));
  }
}
