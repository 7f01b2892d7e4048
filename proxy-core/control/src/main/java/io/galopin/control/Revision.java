package io.galopin.control;

import io.galopin.api.Options;
import io.galopin.config.ProxyConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a proxy is to become. Parts that are as they were are the same instances, so that the engine
 * leaves them alone.
 */
final class Revision {

  private static final String PROTOCOL = "protocol";
  private static final String BEHAVIORS = "behaviors";
  private static final String TOXICS = "toxics";

  /** All that can be given, besides addresses. */
  static final Set<String> ALL =
      Set.of(PROTOCOL, BEHAVIORS, ProxyRules.RULES, ProxyRules.DRAW_BY, TOXICS);

  private Revision() {}

  /**
   * A proxy as it is, with what {@code given} names of {@code config}.
   *
   * @param config what is given, and {@linkplain ProxyRules#filled what depends on it}
   * @param given names of fields; addresses and enabled count always
   */
  static ProxySpec of(
      Proxy proxy, ProxyConfig config, Set<String> given, Catalog catalog, LiveProxies live) {
    ProxySpec now = proxy.spec();
    boolean newMix = given.contains(BEHAVIORS) && !hasMix(now, config, catalog);
    boolean overOptions = given.contains(ProxyRules.RULES) && !newMix;
    ProxyConfig whole =
        overOptions ? config.withRulesOver(live.ruleOptions(proxy, config)) : config;
    ProxySpec made = whole.toSpec(catalog);
    boolean newProtocol = given.contains(PROTOCOL) && !made.speaks().equals(now.speaks());
    return new ProxySpec(
        now.name(),
        Listening.settled(proxy, config.listen()),
        config.upstream(),
        newProtocol ? made.speaks() : now.speaks(),
        ProxyRules.revised(
            now.rules(),
            made.rules(),
            newMix,
            given.contains(ProxyRules.RULES) || newProtocol,
            newProtocol),
        given.contains(ProxyRules.DRAW_BY) || newProtocol ? made.drawBy() : now.drawBy(),
        given.contains(TOXICS) ? toxics(now.toxics(), made.toxics()) : now.toxics(),
        now.limits(),
        config.enabled(),
        newMix ? made.defaults() : now.defaults());
  }

  /** Whether {@code config} has the behaviors of a proxy, with the same weights and options. */
  private static boolean hasMix(ProxySpec now, ProxyConfig config, Catalog catalog) {
    Optional<Mix> mix = now.rules().find(Mix.NAME).map(Rule::mix);
    boolean none = config.mix().keySet().stream().allMatch(Mix.DUMMY::equals);
    if (none || mix.isEmpty()) {
      return none && mix.isEmpty();
    }
    Map<String, Options> wanted = config.defaults(catalog);
    return Mix.text(config.mix()).equals(mix.get().toString())
        && mix.get()
            .choices()
            .map(Choice::made)
            .allMatch(made -> made.isMadeWith(wanted.get(made.plugin())));
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
            .map(toxic -> now.stream().filter(toxic::isSameAs).findFirst().orElse(toxic))
            .toList();
    return now.equals(toxics) ? now : toxics;
  }
}
