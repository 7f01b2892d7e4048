package io.galopin.protocol.tls.clients;

import io.galopin.api.Options;
import io.galopin.api.Pairing;
import io.galopin.api.PluginFactory;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.Session;
import io.galopin.api.Turns;
import io.galopin.behavior.exchange.AbortFactory;
import io.galopin.behavior.exchange.AlpnFactory;
import io.galopin.behavior.exchange.BlackoutFactory;
import io.galopin.behavior.exchange.CertificateFactory;
import io.galopin.behavior.exchange.CorruptFactory;
import io.galopin.behavior.exchange.DelayFactory;
import io.galopin.behavior.exchange.ErrorFactory;
import io.galopin.behavior.exchange.HangFactory;
import io.galopin.behavior.exchange.LostReplyFactory;
import io.galopin.behavior.exchange.TlsVersionFactory;
import io.galopin.behavior.exchange.TruncateFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.Limits;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.protocol.tls.TlsProtocolFactory;
import io.galopin.rules.RulesJson;
import io.galopin.testkit.sockets.SocketProxy;
import java.util.List;
import java.util.Map;

/** A proxy in front of a server that speaks TLS, with rules as users write them. */
final class Front extends SocketProxy {

  private static final TlsProtocolFactory TLS = new TlsProtocolFactory();

  /** What is above the handshake if the proxy ends TLS. */
  private static final ProtocolFactory TURNS =
      new ProtocolFactory() {
        @Override
        public String name() {
          return "turns";
        }

        @Override
        public String description() {
          return "for tests";
        }

        @Override
        public Protocol create(Options options) {
          return Turns::new;
        }
      };

  private static final Catalog CATALOG =
      Catalog.of(
          List.<PluginFactory>of(
              TLS,
              TURNS,
              new AbortFactory(),
              new AlpnFactory(),
              new BlackoutFactory(),
              new CertificateFactory(),
              new CorruptFactory(),
              new DelayFactory(),
              new ErrorFactory(),
              new HangFactory(),
              new LostReplyFactory(),
              new TlsVersionFactory(),
              new TruncateFactory()));

  private Front(int backend, String... rules) {
    super("web", local(backend), TLS, Map.of(), rules(rules));
  }

  private Front(ProxySpec spec) {
    super(spec);
  }

  /** One that ends TLS, and begins it toward the backend if it is to. */
  static Front ending(int backend, TlsEnds ends, List<String> alpn, String... rules) {
    Protocol turns =
        new Protocol() {
          @Override
          public Session open(Pairing pairing) {
            return new Turns(pairing);
          }

          @Override
          public List<String> alpn() {
            return alpn;
          }
        };
    return new Front(
        new ProxySpec(
                "web",
                local(0),
                local(backend),
                TURNS.name(),
                turns,
                new RuleSet(
                    new RulesJson(() -> new ProtocolStack(List.of(TLS), TURNS), Map.of(), CATALOG)
                        .read(List.of(rules))),
                Limits.defaults(),
                true)
            .withTls(ends)
            .withLayers(List.of(Made.of(TLS.name(), TLS.create(Options.defaults(TLS.options()))))));
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
