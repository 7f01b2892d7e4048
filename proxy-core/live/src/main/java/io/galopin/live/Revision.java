package io.galopin.live;

import io.galopin.api.Options;
import io.galopin.config.ProxyConfig;
import io.galopin.engine.Below;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes what a proxy is to become. Unchanged parts stay the same instances, so that the engine
 * leaves them alone.
 */
public final class Revision {

  private static final String PROTOCOL = "protocol";
  private static final String BEHAVIORS = "behaviors";
  private static final String RULES = "rules";
  private static final String DRAW_BY = "draw-by";
  private static final String TOXICS = "toxics";

  /** All fields that can be given, except addresses. */
  public static final Set<String> ALL = Set.of(PROTOCOL, BEHAVIORS, RULES, DRAW_BY, TOXICS);

  private Revision() {}

  /**
   * Returns a proxy's specification with the {@code given} fields taken from {@code config}. May
   * look up a name.
   *
   * @param config the given fields and what they depend on: a protocol, rules, and the key of the
   *     draws
   * @param given names of fields; addresses, TLS and enabled always count as given
   */
  public static ProxySpec of(Proxy proxy, ProxyConfig config, Set<String> given, Catalog catalog) {
    ProxySpec now = proxy.spec();
    boolean newMix = given.contains(BEHAVIORS) && !hasMix(now, config, catalog);
    boolean overDefaults = given.contains(RULES) && !newMix;
    String protocol = config.protocol().name();
    ProxyConfig whole =
        overDefaults ? config.withRulesOver(Defaults.texts(now, protocol, catalog)) : config;
    ProxySpec made = whole.toSpec(catalog, now.tls());
    boolean newProtocol = given.contains(PROTOCOL) && !made.speaks().equals(now.speaks());
    boolean newRules = given.contains(RULES) || newProtocol;
    RuleSet rules = newRules ? rules(now.rules(), made.rules(), newProtocol) : now.rules();
    return new ProxySpec(
        now.name(),
        Whereabouts.settled(proxy, config.listen()),
        config.upstream(),
        newProtocol ? made.speaks() : now.speaks(),
        newMix ? rules.withMix(mix(made)) : rules,
        given.contains(DRAW_BY) || newProtocol ? made.drawBy() : now.drawBy(),
        given.contains(TOXICS) ? toxics(now.toxics(), made.toxics()) : now.toxics(),
        now.limits(),
        config.enabled(),
        newMix ? made.defaults() : now.defaults(),
        below(now.below(), made.below()));
  }

  /** Returns what is below. Layers come and go only with TLS at the client's side. */
  private static Below below(Below now, Below made) {
    boolean same = now.tls().client().isPresent() == made.tls().client().isPresent();
    return new Below(made.tls(), same ? now.layers() : made.layers());
  }

  /**
   * Returns {@code now} if {@code wanted} is the same, even with other instances of plugins.
   * Otherwise returns {@code wanted}, which keeps the current port if it asks for any port of the
   * same host.
   */
  public static ProxySpec whole(ProxySpec now, ProxySpec wanted) {
    boolean anyPort =
        wanted.listen().port() == 0 && wanted.listen().host().equals(now.listen().host());
    ProxySpec there = anyPort ? wanted.withListen(now.listen()) : wanted;
    return now.isSameAs(there) ? now : there;
  }

  /** Whether {@code config} has another address than the proxy. May look up a name. */
  public static boolean isElsewhere(Proxy proxy, ProxyConfig config) {
    Address listen = Whereabouts.settled(proxy, config.listen());
    return Whereabouts.isElsewhere(proxy, listen)
        || !config.upstream().equals(proxy.spec().upstream());
  }

  /** After a change of protocol, even rules with the same text are new rules. */
  private static RuleSet rules(RuleSet now, RuleSet made, boolean newProtocol) {
    return RuleChange.replaced(newProtocol ? RuleChange.mixOf(now) : now, made.own());
  }

  private static Optional<Mix> mix(ProxySpec spec) {
    return spec.rules().find(Mix.NAME).map(Rule::mix);
  }

  /**
   * Whether the proxy already has the behaviors of {@code config}, with the same weights and
   * options.
   */
  private static boolean hasMix(ProxySpec now, ProxyConfig config, Catalog catalog) {
    Optional<Mix> mix = mix(now);
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

  /** Returns the wanted toxics. Those that exist already stay the same instances. */
  private static List<ToxicSpec> toxics(List<ToxicSpec> now, List<ToxicSpec> wanted) {
    List<ToxicSpec> toxics =
        wanted.stream()
            .map(toxic -> now.stream().filter(toxic::isSameAs).findFirst().orElse(toxic))
            .toList();
    return now.equals(toxics) ? now : toxics;
  }
}
