package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Options;
import org.pf4j.Extension;

/**
 * The behavior {@code hang}: gives no reply to this exchange or to later ones on its connection.
 */
@Extension
public final class HangFactory implements BehaviorFactory {

  @Override
  public String name() {
    return "hang";
  }

  @Override
  public String description() {
    return "takes the request and never replies";
  }

  @Override
  public Behavior create(Options options) {
    return new Hang();
  }

  private record Hang() implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return Decision.hang();
    }
  }
}
