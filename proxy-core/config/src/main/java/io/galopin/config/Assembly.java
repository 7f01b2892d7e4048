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
import io.galopin.engine.Mix;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.RuleSet;
import io.galopin.engine.ToxicSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

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
              toxics,
              proxy.limits(),
              proxy.enabled()));
    } catch (OptionException wrong) {
      problems.add("proxies." + proxy.name() + "." + wrong.option(), wrong, proxy.place());
      return Optional.empty();
    }
  }

  private Optional<RuleSet> rules(ProxyConfig proxy) {
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
    if (factory.isEmpty() || attributes.isEmpty()) {
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
              factory.get().create(attributes.get())));
    } catch (OptionException wrong) {
      problems.add(toxic.pathOf(wrong.option()), wrong, toxic.place());
    } catch (RuntimeException | LinkageError broken) {
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
    Optional<Options> options = factory.flatMap(found -> options(plugin, declared.apply(found)));
    if (factory.isEmpty() || options.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(maker.apply(factory.get(), options.get()));
    } catch (OptionException doNotGoTogether) {
      problems.add(plugin.what() + "." + doNotGoTogether.option(), doNotGoTogether, plugin.place());
    } catch (RuntimeException | LinkageError broken) {
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

  private <F> Optional<F> find(PluginConfig plugin, Function<String, F> finder) {
    try {
      return Optional.of(finder.apply(plugin.name()));
    } catch (OptionException unknown) {
      problems.add(plugin.what(), unknown, plugin.place());
      return Optional.empty();
    }
  }

  /** The options, each checked by itself so that every wrong one is found with its place. */
  private Optional<Options> options(PluginConfig plugin, List<Option<?>> declared) {
    Options options = Options.defaults(declared);
    boolean complete = true;
    for (Map.Entry<String, Setting> option : plugin.options().entrySet()) {
      Setting setting = option.getValue();
      try {
        options = options.with(Map.of(option.getKey(), setting.value()));
      } catch (OptionException wrong) {
        problems.add(setting.name(), wrong, setting.place());
        complete = false;
      }
    }
    return complete ? Optional.of(options) : Optional.empty();
  }
}
