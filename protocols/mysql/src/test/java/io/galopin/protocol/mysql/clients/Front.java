package io.galopin.protocol.mysql.clients;

import io.galopin.api.PluginFactory;
import io.galopin.behavior.exchange.AbortFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.behavior.exchange.LostReplyFactory;
import io.galopin.engine.Below;
import io.galopin.engine.Catalog;
import io.galopin.engine.journal.Journal;
import io.galopin.engine.rule.RuleSet;
import io.galopin.protocol.mysql.MysqlProtocolFactory;
import io.galopin.rules.RulesJson;
import io.galopin.testkit.sockets.SocketProxy;
import java.util.List;
import java.util.Map;

/** A proxy in front of a database, with rules as users write them. */
final class Front extends SocketProxy {

  private static final MysqlProtocolFactory MYSQL = new MysqlProtocolFactory();

  private static final Catalog CATALOG =
      Catalog.of(
          List.<PluginFactory>of(
              MYSQL,
              new AbortFactory(),
              new DelayFactory(),
              new ErrorFactory(),
              new LostReplyFactory()));

  private Front(int backend, Map<String, ?> options, String... rules) {
    super("db", local(backend), MYSQL, options, rules(rules));
  }

  /** One with these rules. */
  static Front of(int backend, String... rules) {
    return new Front(backend, Map.of(), rules);
  }

  /** One whose protocol has these options. */
  static Front with(int backend, Map<String, ?> options, String... rules) {
    return new Front(backend, options, rules);
  }

  /** One that ends TLS, with rules about MySQL. */
  static Front above(Below below, int backend, String... rules) {
    return new Front(below, backend, rules);
  }

  private Front(Below below, int backend, String... rules) {
    super(42, "db", local(backend), MYSQL, Map.of(), rules(rules), below);
  }

  private static RuleSet rules(String... texts) {
    return new RuleSet(new RulesJson(MYSQL.name(), Map.of(), CATALOG).read(List.of(texts)));
  }

  /** The ordinals of the exchanges that had a fault, in order. */
  List<Integer> faultyExchanges() {
    return faults().stream().map(Journal.Entry::exchange).map(Math::toIntExact).sorted().toList();
  }
}
