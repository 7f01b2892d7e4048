package io.galopin.config;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.ToxicFactory;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Vocabulary;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes what the engine runs from what is configured, with the plugins that are installed. */
final class Assembly {

  private final Catalog catalog;
  private final Problems problems;

  Assembly(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
  }

  /** The proxy; empty if there was a problem. */
  Optional<ProxySpec> spec(ProxyConfig proxy) {
    Optional<Protocol> protocol =
        create(
            proxy.protocol(),
            catalog::protocol,
            ProtocolFactory::options,
            (factory, options) -> factory.create(options));
    Optional<RuleSet> rules = rules(proxy);
    List<ToxicSpec> toxics =
        proxy.toxics().stream().map(this::toxic).flatMap(Optional::stream).toList();
    if (protocol.isEmpty() || rules.isEmpty() || toxics.size() < proxy.toxics().size()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ProxySpec(
              proxy.name(),
              proxy.listen(),
              proxy.upstream(),
              proxy.protocol().name(),
              protocol.get(),
              rules.get(),
              proxy.drawBy().flatMap(key -> DrawBy.term(key, protocolOf(proxy), problems)),
              toxics,
              proxy.limits(),
              proxy.enabled()));
    } catch (OptionException wrong) {
      problems.add("proxies." + proxy.name() + "." + wrong.option(), wrong, proxy.place());
      return Optional.empty();
    }
  }

  private ProtocolFactory protocolOf(ProxyConfig proxy) {
    return catalog.protocol(proxy.protocol().name());
  }

  private Optional<RuleSet> rules(ProxyConfig proxy) {
    Optional<RuleSet> mix = mix(proxy);
    Optional<List<Rule>> own =
        find(proxy.protocol(), catalog::protocol)
            .flatMap(protocol -> rules(proxy.rules(), protocol));
    // The mix comes last: it is about what no rule was about.
    return own.flatMap(
        first ->
            mix.map(
                last ->
                    first.isEmpty()
                        ? last
                        : new RuleSet(
                            Stream.concat(first.stream(), last.rules().stream()).toList())));
  }

  /** The rules besides the mix; empty if there was a problem. */
  Optional<List<Rule>> rules(List<RuleConfig> rules, ProtocolFactory protocol) {
    return new RuleAssembly(this, catalog, protocol, problems).rules(rules);
  }

  private Optional<RuleSet> mix(ProxyConfig proxy) {
    Map<String, Behavior> behaviors = new LinkedHashMap<>();
    boolean complete = true;
    for (PluginConfig behavior : proxy.behaviors().values()) {
      if (proxy.mix().containsKey(behavior.name()) && !behavior.name().equals(Mix.DUMMY)) {
        Optional<Behavior> made =
            create(
                behavior,
                catalog::behavior,
                factory -> catalog.options(factory, proxy.protocol().name()),
                (factory, options) -> factory.create(options));
        made.ifPresent(instance -> behaviors.put(behavior.name(), instance));
        complete &= made.isPresent();
      } else {
        complete &= checkBehavior(behavior);
      }
    }
    if (!complete) {
      return Optional.empty();
    }
    // Without a behavior that does anything, the engine need not ask for every exchange.
    return Optional.of(
        behaviors.isEmpty()
            ? RuleSet.none()
            : RuleSet.of(
                Mix.of(
                    proxy.mix(), name -> Optional.ofNullable(behaviors.get(name)).orElseThrow())));
  }

  /** The toxic; empty if there was a problem. */
  Optional<ToxicSpec> toxic(ToxicConfig toxic) {
    Optional<ToxicFactory> factory = find(toxic.plugin(), catalog::toxic);
    Optional<Options> attributes =
        factory.flatMap(found -> options(toxic.pluginFor(found), found.options()));
    // Without regular expressions, of which there are none about a connection.
    Optional<Condition> when = toxic.when().resolve(Vocabulary.ofConnections(), problems);
    if (factory.isEmpty() || attributes.isEmpty() || when.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ToxicSpec(
              toxic.name(),
              factory.get().name(),
              toxic.direction(),
              toxic.toxicity(),
              attributes.get(),
              Objects.requireNonNull(
                  factory.get().create(attributes.get()), "null, in place of what it makes"),
              new Scope(when.get(), toxic.trigger())));
    } catch (OptionException wrong) {
      problems.add(toxic.pathOf(wrong.option()), wrong, toxic.place());
    } catch (Throwable broken) {
      addBroken(toxic.plugin(), broken);
    }
    return Optional.empty();
  }

  /** Whether the behavior exists and takes its options, in one protocol or another. */
  boolean checkBehavior(PluginConfig behavior) {
    // What does nothing works without a plugin, too.
    if (behavior.name().equals(Mix.DUMMY) && behavior.options().isEmpty()) {
      return true;
    }
    Optional<BehaviorFactory> factory = find(behavior, catalog::behavior);
    if (factory.isEmpty()) {
      return false;
    }
    List<Option<?>> declared = catalog.options(factory.get());
    boolean complete = true;
    for (Map.Entry<String, Setting> option : behavior.options().entrySet()) {
      complete &= fitsOne(declared, option.getKey(), option.getValue());
    }
    return complete;
  }

  /** Whether one of the options of this name takes the value; if none does, the first objects. */
  private boolean fitsOne(List<Option<?>> declared, String name, Setting setting) {
    List<Option<?>> same = declared.stream().filter(o -> o.name().equals(name)).toList();
    Problems objections = new Problems();
    for (Option<?> option : same) {
      if (setting.read(option, objections).isPresent()) {
        return true;
      }
    }
    try {
      Options.of(same.isEmpty() ? declared : same.subList(0, 1), Map.of(name, setting.value()));
    } catch (OptionException wrong) {
      problems.add(setting.name(), wrong, setting.place());
    }
    return false;
  }

  /** Whether the protocol exists and takes its options. */
  boolean checkProtocol(PluginConfig protocol) {
    return find(protocol, catalog::protocol)
        .flatMap(factory -> options(protocol, factory.options()))
        .isPresent();
  }

  private <F, T> Optional<T> create(
      PluginConfig plugin,
      Function<String, F> finder,
      Function<F, List<Option<?>>> declared,
      BiFunction<F, Options, T> maker) {
    Optional<F> factory = find(plugin, finder);
    Optional<Options> options =
        factory
            .flatMap(found -> make(plugin, () -> declared.apply(found)))
            .flatMap(known -> options(plugin, known));
    if (factory.isEmpty() || options.isEmpty()) {
      return Optional.empty();
    }
    return make(plugin, () -> maker.apply(factory.get(), options.get()));
  }

  /** An instance of a plugin; empty if there was a problem. */
  <T> Optional<T> make(PluginConfig plugin, Supplier<T> maker) {
    try {
      return Optional.of(Objects.requireNonNull(maker.get(), "null, in place of what it makes"));
    } catch (OptionException doNotGoTogether) {
      problems.add(plugin.what() + "." + doNotGoTogether.option(), doNotGoTogether, plugin.place());
    } catch (Throwable broken) {
      addBroken(plugin, broken);
    }
    return Optional.empty();
  }

  private void addBroken(PluginConfig plugin, Throwable broken) {
    problems.add(
        plugin.what(),
        plugin.name(),
        "a plugin that works, this one failed with " + broken,
        plugin.place());
  }

  <F> Optional<F> find(PluginConfig plugin, Function<String, F> finder) {
    try {
      return Optional.of(finder.apply(plugin.name()));
    } catch (OptionException unknown) {
      problems.add(plugin.what(), unknown, plugin.place());
      return Optional.empty();
    }
  }

  Optional<Options> options(PluginConfig plugin, List<Option<?>> declared) {
    return options(plugin, declared, option -> List.of());
  }

  /**
   * The options, each checked by itself so that every wrong one is found with its place.
   *
   * @param protocols those with which there is an option of this name
   */
  Optional<Options> options(
      PluginConfig plugin, List<Option<?>> declared, Function<String, List<String>> protocols) {
    Options options = Options.defaults(declared);
    boolean complete = true;
    for (Map.Entry<String, Setting> option : plugin.options().entrySet()) {
      Setting setting = option.getValue();
      try {
        options = options.with(Map.of(option.getKey(), setting.value()));
      } catch (OptionException wrong) {
        problems.add(setting.name(), elsewhere(wrong, declared, protocols), setting.place());
        complete = false;
      }
    }
    return complete ? Optional.of(options) : Optional.empty();
  }

  /** The same, with the protocols that have such an option, if this one lacks it. */
  private static OptionException elsewhere(
      OptionException wrong, List<Option<?>> declared, Function<String, List<String>> protocols) {
    List<String> known = declared.stream().map(Option::name).toList();
    List<String> able =
        known.contains(wrong.option()) ? List.of() : protocols.apply(wrong.option());
    return able.isEmpty()
        ? wrong
        : new OptionException(
            wrong.option(),
            "unknown option",
            "protocol "
                + String.join(" or ", able)
                + (known.isEmpty() ? "" : ", or one of " + String.join(", ", known)));
  }
}
