package io.galopin.protocol.tcp;

import io.galopin.api.ConnectionOptions;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import org.pf4j.Extension;

/** Makes protocol {@code tcp}. */
@Extension
public final class TcpProtocolFactory implements ProtocolFactory {

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
  public Protocol create(Options options) {
    return new TcpProtocol(ConnectionOptions.readBytes(name(), options));
  }
}
