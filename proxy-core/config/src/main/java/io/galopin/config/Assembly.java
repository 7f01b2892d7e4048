package io.galopin.config;

import io.galopin.api.OptionException;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.engine.Below;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.rules.Instances;
import io.galopin.rules.MixAssembly;
import io.galopin.rules.RuleAssembly;
import io.galopin.rules.condition.DrawBy;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.toxic.ToxicAssembly;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Creates what the engine runs from the configuration and the installed plugins. */
final class Assembly {

  private final Catalog catalog;
  private final Problems problems;
  private final Instances instances;
  private final MixAssembly mixes;
  private final ToxicAssembly toxics;

  Assembly(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.instances = new Instances(problems);
    this.mixes = new MixAssembly(catalog, problems);
    this.toxics = new ToxicAssembly(catalog, problems);
  }

  /**
   * Creates the proxy; empty if there was a problem.
   *
   * @param now TLS as it is; what stays like that stays the same object
   */
  Optional<ProxySpec> spec(ProxyConfig proxy, TlsEnds now) {
    Optional<Made<Protocol>> protocol = protocol(proxy.protocol());
    Optional<RuleSet> rules = rules(proxy);
    List<ToxicSpec> made =
        proxy.toxics().stream().map(toxics::toxic).flatMap(Optional::stream).toList();
    Optional<Below> below = new BelowAssembly(problems, this::protocol).below(proxy, now);
    if (protocol.isEmpty()
        || rules.isEmpty()
        || made.size() < proxy.toxics().size()
        || below.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProxySpec(
              proxy.name(),
              proxy.listen(),
              proxy.upstream(),
              protocol.get(),
              rules.get(),
              proxy.drawBy().flatMap(key -> DrawBy.term(key, stackOf(proxy), problems)),
              made,
              proxy.limits(),
              proxy.enabled(),
              proxy.defaults(catalog),
              below.get()));
    } catch (OptionException wrong) {
      problems.add("proxies." + proxy.name() + "." + wrong.option(), wrong, proxy.place());
      return Optional.empty();
    }
  }

  private Optional<Made<Protocol>> protocol(PluginConfig protocol) {
    return instances.create(
        protocol,
        catalog::protocol,
        ProtocolFactory::options,
        (factory, options) -> factory.create(options));
  }

  private ProtocolStack stackOf(ProxyConfig proxy) {
    return stackOf(proxy, catalog.protocol(proxy.protocol().name()));
  }

  private ProtocolStack stackOf(ProxyConfig proxy, ProtocolFactory protocol) {
    return new ProtocolStack(
        proxy.tls().layers().stream()
            .map(layer -> catalog.protocols().get(layer.name()))
            .filter(Objects::nonNull)
            .toList(),
        protocol);
  }

  private Optional<RuleSet> rules(ProxyConfig proxy) {
    Optional<RuleSet> mix = mixes.mix(proxy.mix(), proxy.behaviors(), proxy.protocol().name());
    Optional<List<Rule>> own =
        instances
            .find(proxy.protocol(), catalog::protocol)
            .flatMap(
                protocol ->
                    new RuleAssembly(catalog, stackOf(proxy, protocol), problems)
                        .rules(proxy.rules()));
    // The mix comes last: it acts where no rule did.
    return own.flatMap(
        first ->
            mix.map(
                last ->
                    first.isEmpty()
                        ? last
                        : new RuleSet(
                            Stream.concat(first.stream(), last.rules().stream()).toList())));
  }

  /** Whether the behavior exists and takes its options in at least one protocol. */
  boolean checkBehavior(PluginConfig behavior) {
    return mixes.checkBehavior(behavior);
  }

  /** Whether the protocol exists and takes its options. */
  boolean checkProtocol(PluginConfig protocol) {
    return instances
        .find(protocol, catalog::protocol)
        .flatMap(factory -> instances.options(protocol, factory.options()))
        .isPresent();
  }
}
