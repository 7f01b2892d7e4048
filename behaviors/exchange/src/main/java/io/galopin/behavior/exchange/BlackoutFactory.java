package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Options;
import org.pf4j.Extension;

/** The behavior {@code blackout}: ends the connection before the request reaches the backend. */
@Extension
public final class BlackoutFactory implements BehaviorFactory {

  @Override
  public String name() {
    return "blackout";
  }

  @Override
  public String description() {
    return "closes the client's connection before the request reaches the backend";
  }

  @Override
  public Behavior create(Options options) {
    return new Blackout();
  }

  private record Blackout() implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return Decision.close();
    }
  }
}
