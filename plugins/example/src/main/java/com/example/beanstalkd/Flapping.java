package com.example.beanstalkd;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.List;
import org.pf4j.Extension;

/**
 * The behavior {@code flapping}: on each connection, some exchanges pass, then some fail,
 * repeatedly.
 */
@Extension
public final class Flapping implements BehaviorFactory {

  private static final Option<Long> UP =
      Option.integer("up", 1, 1_000_000, "how many exchanges of a connection pass first")
          .orElse(10L);

  private static final Option<Long> DOWN =
      Option.integer("down", 1, 1_000_000, "how many fail after those, before it starts over")
          .orElse(3L);

  @Override
  public String name() {
    return "flapping";
  }

  @Override
  public String description() {
    return "lets some exchanges of a connection pass, then fails some, and starts over";
  }

  @Override
  public List<Option<?>> options() {
    return List.of(UP, DOWN);
  }

  @Override
  public Behavior create(Options options) {
    return new OfProxy(options.get(UP), options.get(DOWN));
  }

  /** Serves all connections of a proxy, and counts for each of them separately. */
  private record OfProxy(long up, long down) implements Behavior {

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      long place = exchange.connectionState(Count::new).next() % (up + down);
      return place < up ? Decision.pass() : Decision.fail(Failure.ERROR);
    }
  }

  /** Counts the exchanges of one connection for which this behavior was chosen, from 0. */
  private static final class Count {

    private long count;

    long next() {
      return count++;
    }
  }
}
