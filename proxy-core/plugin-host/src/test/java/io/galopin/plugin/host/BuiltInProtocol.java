package io.galopin.plugin.host;

import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import org.pf4j.Extension;

/** A protocol on the class path of the tests, which use only its name. */
@Extension
public final class BuiltInProtocol implements ProtocolFactory {

  @Override
  public String name() {
    return "built-in";
  }

  @Override
  public String description() {
    return "Is on the class path";
  }

  @Override
  public Protocol create(Options options) {
    throw new UnsupportedOperationException("no test opens a connection");
  }
}
