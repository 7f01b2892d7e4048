package io.galopin.protocol.tls.clients;

import io.galopin.api.PluginFactory;
import io.galopin.behavior.exchange.AbortFactory;
import io.galopin.behavior.exchange.BlackoutFactory;
import io.galopin.behavior.exchange.CorruptFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.behavior.exchange.HangFactory;
import io.galopin.behavior.exchange.LostReplyFactory;
import io.galopin.behavior.exchange.TruncateFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.rule.RuleSet;
import io.galopin.protocol.tls.TlsProtocolFactory;
import io.galopin.rules.RulesJson;
import io.galopin.testkit.sockets.SocketProxy;
import java.util.List;
import java.util.Map;

/** A proxy in front of a server that speaks TLS, with rules as users write them. */
final class Front extends SocketProxy {

  private static final TlsProtocolFactory TLS = new TlsProtocolFactory();

  private static final Catalog CATALOG =
      Catalog.of(
          List.<PluginFactory>of(
              TLS,
              new AbortFactory(),
              new BlackoutFactory(),
              new CorruptFactory(),
              new DelayFactory(),
              new ErrorFactory(),
              new HangFactory(),
              new LostReplyFactory(),
              new TruncateFactory()));

  private Front(int backend, String... rules) {
    super("web", local(backend), TLS, Map.of(), rules(rules));
  }

  /** One with these rules. */
  static Front of(int backend, String... rules) {
    return new Front(backend, rules);
  }

  static RuleSet rules(String... texts) {
    return new RuleSet(new RulesJson(TLS.name(), Map.of(), CATALOG).read(List.of(texts)));
  }

  /** Returns each fault as its exchange, with its layer, and the decision. */
  List<String> places() {
    return faults().stream()
        .map(fault -> (fault.layer() + " " + fault.exchange() + ": " + fault.decision()).strip())
        .toList();
  }
}
