package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pf4j.Extension;

/** The behavior {@code delay}: holds the request or the reply for a while. */
@Extension
public final class DelayFactory implements BehaviorFactory {

  private static final Option<Boolean> BEFORE =
      Option.flag(
              "before",
              "wait before the request is passed on, otherwise before the reply is returned")
          .orElse(true);

  private static final List<Option<?>> OPTIONS =
      Stream.concat(DelayLength.OPTIONS.stream(), Stream.of(BEFORE)).toList();

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public String description() {
    return "waits before the request is passed on, or before the reply is returned";
  }

  @Override
  public List<Option<?>> options() {
    return OPTIONS;
  }

  @Override
  public Behavior create(Options options) {
    return new Delay(DelayLength.read(options), options.get(BEFORE));
  }

  private record Delay(Function<Exchange, Decision> delay, boolean before) implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return before ? delay.apply(exchange) : Decision.pass();
    }

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return before ? Decision.pass() : delay.apply(exchange);
    }
  }
}
