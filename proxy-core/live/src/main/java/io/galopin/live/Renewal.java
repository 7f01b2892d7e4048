package io.galopin.live;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.ToxicFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProtocolStack;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Choice;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.Fitting;
import io.galopin.rules.RulesJson;
import io.galopin.rules.condition.Vocabulary;
import io.galopin.rules.source.ConfigProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes the parts of a proxy again whose plugins were replaced, with the same options. Everything
 * else stays the same instance, and rules and toxics keep their counters. Calls plugins. Immutable.
 */
final class Renewal {

  private final Replaced replaced;
  private final Catalog catalog;

  Renewal(Replaced replaced, Catalog catalog) {
    this.replaced = replaced;
    this.catalog = catalog;
  }

  /**
   * Returns the proxy as it is with the plugins of now.
   *
   * @return the same instance if it has nothing of what was replaced
   * @throws PluginNeeded if it needs what there is no more
   */
  ProxySpec of(ProxySpec spec) {
    if (!replaced.concern(spec)) {
      return spec;
    }
    try {
      ProxySpec fresh =
          spec.withSpeaks(protocol(spec.speaks()))
              .withLayers(spec.layers().stream().map(this::protocol).toList());
      return fresh
          .withRules(rules(fresh))
          .withDrawBy(fresh.drawBy().map(term -> term(term, fresh)))
          .withToxics(fresh.toxics().stream().map(this::toxic).toList())
          .withDefaults(defaults(fresh));
    } catch (ConfigProblem wrong) {
      throw new PluginNeeded(
          spec.name(),
          wrong.wrong().stream()
              .map(ConfigProblem.Wrong::sentence)
              .collect(Collectors.joining("; ")));
    } catch (Throwable wrong) {
      throw new PluginNeeded(spec.name(), wrong);
    }
  }

  private Made<Protocol> protocol(Made<Protocol> made) {
    if (!replaced.protocols().contains(made.plugin())) {
      return made;
    }
    ProtocolFactory factory = needed("protocol", made.plugin(), catalog.protocols());
    return again("protocol", made, factory.options(), factory::create);
  }

  private ToxicSpec toxic(ToxicSpec toxic) {
    if (!replaced.toxics().contains(toxic.type())) {
      return toxic;
    }
    ToxicFactory factory = needed("toxic", toxic.type(), catalog.toxics());
    return toxic.remade(again("toxic", toxic.made(), factory.options(), factory::create));
  }

  private RuleSet rules(ProxySpec spec) {
    if (spec.rules().replays()) {
      return spec.rules();
    }
    boolean all = replaced.speaks(spec);
    ProtocolStack stack = catalog.stack(spec);
    RulesJson json = new RulesJson(() -> stack, Map.of(), catalog);
    return spec.rules().remade(rule -> all || isReplaced(rule) ? rule(rule, spec, json) : rule);
  }

  private boolean isReplaced(Rule rule) {
    return rule.mix().behaviors().stream().anyMatch(replaced.behaviors()::contains);
  }

  private Rule rule(Rule rule, ProxySpec spec, RulesJson json) {
    rule.mix().behaviors().forEach(behavior -> needed("behavior", behavior, catalog.behaviors()));
    if (rule.name().equals(Mix.NAME)) {
      return rule.remade(rule.when(), mix(rule.mix(), spec));
    }
    Rule read = json.read(List.of(RulesJson.of(rule))).get(0);
    return rule.remade(read.when(), read.mix());
  }

  /** Returns a mix whose behaviors were made by the plugins of now. */
  Mix mix(Mix mix, ProxySpec spec) {
    Map<String, Made<Behavior>> behaviors = new HashMap<>();
    mix.choices()
        .map(Choice::made)
        .forEach(made -> behaviors.put(made.plugin(), behavior(made, spec)));
    return Mix.of(mix.percents(), behaviors);
  }

  private Made<Behavior> behavior(Made<Behavior> made, ProxySpec spec) {
    if (!replaced.behaviors().contains(made.plugin()) && !replaced.speaks(spec)) {
      return made;
    }
    BehaviorFactory factory = needed("behavior", made.plugin(), catalog.behaviors());
    return again("behavior", made, catalog.options(factory, spec.protocolName()), factory::create);
  }

  Map<String, Options> defaults(ProxySpec spec) {
    return defaults(spec.defaults(), spec);
  }

  /** Options of behaviors that are gone stay away, because nothing uses them. */
  Map<String, Options> defaults(Map<String, Options> defaults, ProxySpec spec) {
    boolean all = replaced.speaks(spec);
    Map<String, Options> fresh = new HashMap<>();
    defaults.forEach(
        (name, options) -> {
          BehaviorFactory factory = catalog.behaviors().get(name);
          if (!all && !replaced.behaviors().contains(name)) {
            fresh.put(name, options);
          } else if (factory != null) {
            List<Option<?>> declared = catalog.options(factory, spec.protocolName());
            fresh.put(name, Fitting.options(declared, options.given()));
          }
        });
    return fresh;
  }

  private Term term(Term term, ProxySpec spec) {
    return replaced.speaks(spec)
        ? Vocabulary.ofExchanges(catalog.stack(spec)).term(term.toString())
        : term;
  }

  private static <T> Made<T> again(
      String kind, Made<T> made, List<Option<?>> declared, Function<Options, T> create) {
    try {
      Options options = Options.of(declared, made.options().given());
      return new Made<>(
          made.plugin(),
          options,
          Objects.requireNonNull(create.apply(options), "null, in place of what it makes"));
    } catch (OptionException wrong) {
      throw new IllegalStateException(
          kind + " " + made.plugin() + ": " + wrong.getMessage(), wrong);
    }
  }

  private static <F> F needed(String kind, String name, SortedMap<String, F> known) {
    return Optional.ofNullable(known.get(name))
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "needs " + kind + " " + name + ", which there would be no more"));
  }
}
