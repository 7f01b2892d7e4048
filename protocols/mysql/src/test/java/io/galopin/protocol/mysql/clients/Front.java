package io.galopin.protocol.mysql.clients;

import io.galopin.api.Options;
import io.galopin.api.PluginFactory;
import io.galopin.behavior.exchange.AbortFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.behavior.exchange.LostReplyFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.socket.Address;
import io.galopin.protocol.mysql.MysqlProtocolFactory;
import io.galopin.rules.RuleAssembly;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.RuleText;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A proxy in front of a database, with rules as users write them. */
final class Front implements AutoCloseable {

  private static final MysqlProtocolFactory MYSQL = new MysqlProtocolFactory();

  private static final Catalog CATALOG =
      Catalog.of(
          List.<PluginFactory>of(
              MYSQL,
              new AbortFactory(),
              new DelayFactory(),
              new ErrorFactory(),
              new LostReplyFactory()));

  private final Engine engine = new Engine(EngineSettings.withSeed(42));
  private final Proxy proxy;

  private Front(int backend, Map<String, Object> options, String... rules) {
    proxy =
        engine
            .open(
                new ProxySpec(
                    "db",
                    new Address("127.0.0.1", 0),
                    new Address("127.0.0.1", backend),
                    MYSQL.name(),
                    MYSQL.create(Options.of(MYSQL.options(), options)),
                    rules(rules),
                    Limits.defaults(),
                    true))
            .join();
  }

  /** One with these rules. */
  static Front of(int backend, String... rules) {
    return new Front(backend, Map.of(), rules);
  }

  /** One whose protocol has these options. */
  static Front with(int backend, Map<String, Object> options, String... rules) {
    return new Front(backend, options, rules);
  }

  private static RuleSet rules(String... texts) {
    Problems problems = new Problems();
    List<RuleConfig> read = new ArrayList<>();
    for (String text : texts) {
      Spot spot = new Spot("rule", Place.COMMAND_LINE);
      RuleText.read(spot, text, read.size() + 1, problems).ifPresent(read::add);
    }
    return new RuleSet(
        new RuleAssembly(CATALOG, MYSQL, problems)
            .rules(read)
            .orElseThrow(() -> new AssertionError(problems)));
  }

  int port() {
    return proxy.address().orElseThrow().getPort();
  }

  /** What the journal says of what was injected so far. */
  List<String> faults() {
    return engine.journal().after(0, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.origin() == Journal.Origin.INJECTED)
        .map(entry -> entry.request() + ": " + entry.decision())
        .toList();
  }

  /** The ordinals of the exchanges that had a fault, in order. */
  List<Integer> faultyExchanges() {
    return engine.journal().after(0, Integer.MAX_VALUE).stream()
        .filter(entry -> entry.origin() == Journal.Origin.INJECTED)
        .map(entry -> Math.toIntExact(entry.exchange()))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    engine.close();
  }
}
