package io.galopin.engine;

import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Turns;
import java.util.List;

/**
 * What rules know of the turns above a layer that is a proxy's protocol. Connections cut these
 * turns by themselves.
 *
 * @param name the layer's
 */
record TurnsAbove(String name) implements ProtocolFactory {

  @Override
  public String description() {
    return "what follows the opening; an exchange is a turn, a failure is a reset";
  }

  @Override
  public List<Failure.Kind> failures() {
    return List.of(new Failure.Kind(Failure.Kind.ERROR, "a reset of the connection"));
  }

  @Override
  public Protocol create(Options options) {
    return Turns::new;
  }
}
