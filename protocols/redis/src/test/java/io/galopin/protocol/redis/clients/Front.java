package io.galopin.protocol.redis.clients;

import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.Failure;
import io.galopin.api.Options;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.protocol.redis.RedisProtocolFactory;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** A proxy in front of a server, with one behavior. */
final class Front implements AutoCloseable {

  private static final RedisProtocolFactory REDIS = new RedisProtocolFactory();

  /** The journal's labels of the requests so far. */
  final Collection<String> requests = new ConcurrentLinkedQueue<>();

  private final Engine engine = new Engine(EngineSettings.withSeed(42));
  private final Proxy proxy;

  private Front(Address backend, int percent, String name, Function<Front, Behavior> behavior) {
    this(backend, Map.of(), percent, name, behavior);
  }

  private Front(
      Address backend,
      Map<String, ?> options,
      int percent,
      String name,
      Function<Front, Behavior> behavior) {
    Mix mix = Mix.of(Map.of(name, BigDecimal.valueOf(percent)), given -> behavior.apply(this));
    proxy =
        engine
            .open(
                new ProxySpec(
                    "redis",
                    new Address("127.0.0.1", 0),
                    backend,
                    REDIS.name(),
                    REDIS.create(Options.of(REDIS.options(), options)),
                    RuleSet.of(mix),
                    Limits.defaults(),
                    true))
            .join();
  }

  /** Returns a proxy that lets everything pass. */
  static Front passing(Address backend) {
    return before(backend, exchange -> Decision.pass());
  }

  /** Returns a proxy whose behavior acts on a percentage of the exchanges. */
  static Front with(Address backend, int percent, String name, Behavior behavior) {
    return new Front(backend, percent, name, front -> behavior);
  }

  /** Returns a proxy with a behavior that sees each exchange before the request goes on. */
  static Front before(Address backend, Function<Exchange, Decision> decisions) {
    return new Front(backend, 100, "test", front -> front.new Watching(decisions));
  }

  /** Like {@link #before}, for a proxy that answers clients that want to hear of maintenance. */
  static Front maintained(Address backend, Function<Exchange, Decision> decisions) {
    Map<String, ?> options = Map.of("maint-notifications", true);
    return new Front(backend, options, 100, "test", front -> front.new Watching(decisions));
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

  Address address() {
    return Address.of(proxy.address().orElseThrow());
  }

  int port() {
    return address().port();
  }

  /** Sets another backend for new connections. */
  void pointTo(Address backend) {
    proxy.become(proxy.spec().withUpstream(backend)).join();
  }

  /** Returns what was injected so far. */
  List<Journal.Entry> faults() {
    return engine.journal().after(0, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.origin() == Journal.Origin.INJECTED)
        .toList();
  }

  @Override
  public void close() {
    engine.close();
  }

  private final class Watching implements Behavior {

    private final Function<Exchange, Decision> decisions;

    Watching(Function<Exchange, Decision> decisions) {
      this.decisions = decisions;
    }

    @Override
    public Decision onBeforeHandle(Exchange exchange) {
      requests.add(exchange.label());
      return decisions.apply(exchange);
    }
  }
}
