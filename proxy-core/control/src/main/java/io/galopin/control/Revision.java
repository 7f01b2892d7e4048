package io.galopin.control;

import io.galopin.config.ProxyConfig;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a proxy is to become. Parts that are as they were are the same instances, so that the engine
 * leaves them alone.
 *
 * @param spec what the engine is to run
 * @param config what it was made from
 * @param newProtocol whether the protocol or its options are others than before
 * @param newMix whether the behaviors or their options are others than before
 */
record Revision(ProxySpec spec, ProxyConfig config, boolean newProtocol, boolean newMix) {

  private static final String PROTOCOL = "protocol";
  private static final String BEHAVIORS = "behaviors";
  private static final String TOXICS = "toxics";

  /** All that can be given, besides addresses. */
  static final Set<String> ALL =
      Set.of(PROTOCOL, BEHAVIORS, ProxyRules.RULES, ProxyRules.DRAW_BY, TOXICS);

  /** A proxy that does not exist yet. */
  static Revision first(ProxyConfig config, Catalog catalog) {
    return new Revision(config.toSpec(catalog), config, true, true);
  }

  /**
   * A proxy as it is, with what {@code given} names of {@code config}.
   *
   * @param config what is given, and {@linkplain ProxyRules#filled what depends on it}
   * @param given names of fields; addresses and enabled count always
   */
  static Revision update(
      Proxy proxy, ProxyConfig config, Set<String> given, Catalog catalog, LiveProxies live) {
    ProxySpec now = proxy.spec();
    boolean newProtocol = given.contains(PROTOCOL) && !live.hasProtocol(proxy, config);
    boolean newMix = given.contains(BEHAVIORS) && !live.hasBehaviors(proxy, config);
    boolean overOptions = given.contains(ProxyRules.RULES) && !newMix;
    ProxyConfig whole =
        overOptions ? config.withRulesOver(live.ruleOptions(proxy, config)) : config;
    ProxySpec made = whole.toSpec(catalog);
    ProxySpec spec =
        new ProxySpec(
            now.name(),
            Listening.settled(proxy, config.listen()),
            config.upstream(),
            newProtocol ? made.protocolName() : now.protocolName(),
            newProtocol ? made.protocol() : now.protocol(),
            ProxyRules.revised(
                now.rules(),
                made.rules(),
                newMix,
                given.contains(ProxyRules.RULES) || newProtocol,
                newProtocol),
            given.contains(ProxyRules.DRAW_BY) || newProtocol ? made.drawBy() : now.drawBy(),
            given.contains(TOXICS) ? toxics(now.toxics(), made.toxics()) : now.toxics(),
            now.limits(),
            config.enabled());
    return new Revision(spec, config, newProtocol, newMix);
  }

  /** Whether an entry of {@code /populate} has another address than the proxy that is there. */
  static boolean isElsewhere(Proxy proxy, ProxyConfig config) {
    Address listen = Listening.settled(proxy, config.listen());
    return Listening.isElsewhere(proxy, listen)
        || !config.upstream().equals(proxy.spec().upstream());
  }

  /** The wanted toxics, of which those that are there already are the same instances. */
  private static List<ToxicSpec> toxics(List<ToxicSpec> now, List<ToxicSpec> wanted) {
    List<ToxicSpec> toxics =
        wanted.stream()
            .map(toxic -> now.stream().filter(old -> isSame(old, toxic)).findFirst().orElse(toxic))
            .toList();
    boolean same =
        now.size() == toxics.size()
            && IntStream.range(0, now.size()).allMatch(i -> isSame(now.get(i), toxics.get(i)));
    return same ? now : toxics;
  }

  private static boolean isSame(ToxicSpec one, ToxicSpec other) {
    return one.name().equals(other.name())
        && one.type().equals(other.type())
        && one.direction() == other.direction()
        && one.toxicity() == other.toxicity()
        && ToxiproxyJson.attributes(one).equals(ToxiproxyJson.attributes(other))
        && ToxiproxyJson.isSame(one.scope(), other.scope());
  }
}
