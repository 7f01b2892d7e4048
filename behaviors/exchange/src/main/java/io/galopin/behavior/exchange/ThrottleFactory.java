package io.galopin.behavior.exchange;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import org.pf4j.Extension;

/** The behavior {@code throttle}: passes the reply's body on slowly. */
@Extension
public final class ThrottleFactory implements BehaviorFactory {

  private static final Option<Long> RATE =
      Option.size("rate", 1, 1L << 40, "how many bytes of the body the client gets per second")
          .orElse(1024L);

  @Override
  public String name() {
    return "throttle";
  }

  @Override
  public String description() {
    return "passes the body of the reply on at a limited rate";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(RATE);
  }

  @Override
  public Behavior create(Options options) {
    return new Throttle(Decision.act(new Action.Throttle(options.get(RATE))));
  }

  private record Throttle(Decision decision) implements Behavior {

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return decision;
    }
  }
}
