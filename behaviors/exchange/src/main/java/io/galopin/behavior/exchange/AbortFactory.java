package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Options;
import org.pf4j.Extension;

/**
 * The behavior {@code abort}: lets the backend have the request, then ends both connections before
 * the reply.
 */
@Extension
public final class AbortFactory implements BehaviorFactory {

  @Override
  public String name() {
    return "abort";
  }

  @Override
  public String description() {
    return "lets the request reach the backend, then closes both connections before the reply";
  }

  @Override
  public Behavior create(Options options) {
    return new Abort();
  }

  private record Abort() implements Behavior {

    @Override
    public Decision onBetweenHandle(Exchange exchange) {
      return Decision.close();
    }
  }
}
