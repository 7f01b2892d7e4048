package io.galopin.protocol.memcache;

import io.galopin.api.Behavior;
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
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** An engine with one proxy that speaks Memcache, on a free port. */
final class Stand implements AutoCloseable {

  private final Engine engine;
  private final Proxy proxy;

  /** Opens a proxy that lets everything pass. */
  Stand(Address upstream, long seed) {
    MemcacheProtocolFactory factory = new MemcacheProtocolFactory();
    engine = new Engine(EngineSettings.withSeed(seed));
    proxy =
        engine
            .open(
                new ProxySpec(
                    "cache",
                    new Address("127.0.0.1", 0),
                    upstream,
                    factory.name(),
                    factory.create(Options.defaults(factory.options())),
                    RuleSet.none(),
                    Limits.defaults(),
                    true))
            .join();
  }

  /** Lets {@code behavior} act on a percentage of the exchanges from now on. */
  Stand with(int percent, Behavior behavior) {
    Map<String, BigDecimal> percents = Map.of("error", BigDecimal.valueOf(percent));
    return with(RuleSet.of(Mix.of(percents, name -> behavior)));
  }

  /** Sets these rules. */
  Stand with(RuleSet rules) {
    proxy.setRules(rules);
    return this;
  }

  /** Lets everything pass from now on. */
  void passAll() {
    with(RuleSet.none());
  }

  InetSocketAddress address() {
    return proxy.address().orElseThrow();
  }

  List<Journal.Entry> journal() {
    return engine.journal().after(0, Integer.MAX_VALUE);
  }

  @Override
  public void close() {
    engine.close();
  }
}
