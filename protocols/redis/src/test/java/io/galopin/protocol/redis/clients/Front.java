package io.galopin.protocol.redis.clients;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.protocol.redis.RedisProtocolFactory;
import io.galopin.testkit.sockets.SocketProxy;
import io.galopin.testkit.sockets.Watching;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A proxy in front of a server, with one behavior. */
final class Front extends SocketProxy {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  /** The journal's labels of the requests so far, if the behavior notes them. */
  final Collection<String> requests;

  private Front(
      Address backend, Map<String, ?> options, int percent, String name, Behavior behavior) {
    super("redis", backend, REDIS, options, RuleSet.of(mix(percent, name, behavior)));
    requests = behavior instanceof Watching watching ? watching.requests() : List.of();
  }

  private static Mix mix(int percent, String name, Behavior behavior) {
    return Mix.of(Map.of(name, BigDecimal.valueOf(percent)), given -> behavior);
  }

  /** Returns a proxy that lets everything pass. */
  static Front passing(Address backend) {
    return before(backend, exchange -> Decision.pass());
  }

  /** Returns a proxy whose behavior acts on a percentage of the exchanges. */
  static Front with(Address backend, int percent, String name, Behavior behavior) {
    return new Front(backend, Map.of(), percent, name, behavior);
  }

  /** Returns a proxy with a behavior that sees each exchange before the request goes on. */
  static Front before(Address backend, Function<Exchange, Decision> decisions) {
    return new Front(backend, Map.of(), 100, "test", new Watching(decisions));
  }

  /** Like {@link #before}, for a proxy that answers clients that want to hear of maintenance. */
  static Front maintained(Address backend, Function<Exchange, Decision> decisions) {
    Map<String, ?> options = Map.of("maint-notifications", true);
    return new Front(backend, options, 100, "test", new Watching(decisions));
  }

  /** Returns a proxy that fails the requests with this label. */
  static Front failing(Address backend, String label, Failure failure) {
    return before(
        backend,
        exchange -> exchange.label().equals(label) ? Decision.fail(failure) : Decision.pass());
  }

  /** Returns a failure with options. */
  static Failure failure(String name, Map<String, Object> options) {
    return new Failure(name, Options.of(REDIS.failureOptions(), options));
  }

  /** Returns a notice with options. */
  static Failure notice(String name, Map<String, Object> options) {
    return new Failure(name, Options.of(REDIS.noticeOptions(), options));
  }
}
