package io.galopin.behavior.exchange;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.pf4j.Extension;

/** The behavior {@code delay}: the request goes on later, or the reply goes back later. */
@Extension
public final class DelayFactory implements BehaviorFactory {

  private static final Option<Duration> SLEEP =
      Option.duration(
              "sleep", ChronoUnit.SECONDS, Duration.ZERO, Duration.ofHours(24), "how long to wait")
          .orElse(Duration.ofSeconds(1));

  private static final Option<Boolean> BEFORE =
      Option.flag("before", "wait before the request goes on, else before the reply goes back")
          .orElse(true);

  @Override
  public String name() {
    return "delay";
  }

  @Override
  public String description() {
    return "waits before the request goes on, or before the reply goes back";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(SLEEP, BEFORE);
  }

  @Override
  public Behavior create(Options options) {
    Decision delay = Decision.delay(options.get(SLEEP));
    return options.get(BEFORE)
        ? new Delay(delay, Decision.pass())
        : new Delay(Decision.pass(), delay);
  }

  private record Delay(Decision before, Decision after) implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      return before;
    }

    @Override
    public Decision onAfterHandle(Exchange exchange) {
      return after;
    }
  }
}
