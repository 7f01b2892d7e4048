package io.galopin.protocol.memcache;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Fails exchanges.
 *
 * @param which the exchanges that it fails; others pass
 */
record Failing(Failure failure, Predicate<Exchange> which) implements Behavior {

  /** Returns a behavior that fails every exchange. */
  static Failing with(String failure) {
    return with(failure, Map.of());
  }

  static Failing with(String failure, Map<String, Object> options) {
    return new Failing(
        new Failure(failure, Options.of(new MemcacheProtocolFactory().failureOptions(), options)),
        exchange -> true);
  }

  /** Returns a behavior that fails exchanges with one of these ordinals. */
  static Failing at(String failure, Integer... ordinals) {
    return new Failing(
        with(failure).failure(), exchange -> List.of(ordinals).contains((int) exchange.ordinal()));
  }

  @Override
  public Decision onBeforeHandle(Exchange exchange) {
    return which.test(exchange) ? Decision.fail(failure) : Decision.pass();
  }
}
