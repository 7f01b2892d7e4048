package io.galopin.rules;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.rule.Made;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Creates instances of plugins from their configuration. An exception of a plugin becomes a problem
 * with the plugin's name, and goes no further.
 */
public final class Instances {

  private final Problems problems;

  /** Adds problems to {@code problems}. */
  public Instances(Problems problems) {
    this.problems = problems;
  }

  /**
   * Creates an instance of a plugin with its options; empty if there was a problem.
   *
   * @param finder returns the factory for a name, or throws
   * @param declared the options of the plugin
   * @param maker creates the instance
   */
  public <F, T> Optional<Made<T>> create(
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
    return made(plugin, options.get(), () -> maker.apply(factory.get(), options.get()));
  }

  /** Creates an instance of a plugin with these options; empty if there was a problem. */
  public <T> Optional<Made<T>> made(PluginConfig plugin, Options options, Supplier<T> maker) {
    return make(plugin, maker).map(instance -> new Made<>(plugin.name(), options, instance));
  }

  /** Calls a plugin; empty if there was a problem. */
  public <T> Optional<T> make(PluginConfig plugin, Supplier<T> maker) {
    try {
      return Optional.of(Objects.requireNonNull(maker.get(), "null, in place of what it makes"));
    } catch (OptionException doNotGoTogether) {
      problems.add(plugin.what() + "." + doNotGoTogether.option(), doNotGoTogether, plugin.place());
    } catch (Throwable broken) {
      addBroken(plugin, broken);
    }
    return Optional.empty();
  }

  /** Adds the problem that a plugin failed in a way that it must not. */
  public void addBroken(PluginConfig plugin, Throwable broken) {
    problems.add(
        plugin.what(),
        plugin.name(),
        "a plugin that works, this one failed with " + broken,
        plugin.place());
  }

  /** Finds a plugin's factory; empty if no plugin has this name. */
  public <F> Optional<F> find(PluginConfig plugin, Function<String, F> finder) {
    try {
      return Optional.of(finder.apply(plugin.name()));
    } catch (OptionException unknown) {
      problems.add(plugin.what(), unknown, plugin.place());
      return Optional.empty();
    }
  }

  /** Checks each option separately; empty if one is wrong. */
  public Optional<Options> options(PluginConfig plugin, List<Option<?>> declared) {
    return options(plugin, declared, option -> List.of());
  }

  /**
   * Checks each option separately, so that every wrong one is reported with its place.
   *
   * @param protocols returns the protocols with which the behavior has an option of this name
   */
  public Optional<Options> options(
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

  /** Names the protocols that have such an option, if this one does not. */
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
