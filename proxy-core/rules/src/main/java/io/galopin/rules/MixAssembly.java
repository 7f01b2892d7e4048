package io.galopin.rules;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.Catalog;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.RuleSet;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates the mix of a proxy from its configuration, with instances of its behaviors. */
public final class MixAssembly {

  private final Catalog catalog;
  private final Problems problems;
  private final Instances instances;

  /** Adds problems to {@code problems}. */
  public MixAssembly(Catalog catalog, Problems problems) {
    this.catalog = catalog;
    this.problems = problems;
    this.instances = new Instances(problems);
  }

  /**
   * Creates the rule set of a mix. It has no rule if every exchange passes, and is empty if there
   * was a problem.
   *
   * @param percents by behavior
   * @param configured by name, the behaviors of the mix, and others that are only checked
   * @param protocol the name of the proxy's protocol
   */
  public Optional<RuleSet> mix(
      Map<String, BigDecimal> percents, Map<String, PluginConfig> configured, String protocol) {
    Map<String, Made<Behavior>> behaviors = new LinkedHashMap<>();
    boolean complete = true;
    for (PluginConfig behavior : configured.values()) {
      if (percents.containsKey(behavior.name()) && !behavior.name().equals(Mix.DUMMY)) {
        if (changesHandshakes(behavior)) {
          return Optional.empty();
        }
        Optional<Made<Behavior>> made =
            instances.create(
                behavior,
                catalog::behavior,
                factory -> catalog.options(factory, protocol),
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
    // Without a behavior that does anything, the engine need not look at each exchange.
    return Optional.of(
        behaviors.isEmpty() ? RuleSet.none() : RuleSet.of(Mix.of(percents, behaviors)));
  }

  private boolean changesHandshakes(PluginConfig behavior) {
    BehaviorFactory known = catalog.behaviors().get(behavior.name());
    return known != null && !Handshakes.mayUseInMix(known, behavior, problems);
  }

  /** Checks that the behavior exists and takes its options in at least one protocol. */
  public boolean checkBehavior(PluginConfig behavior) {
    // The dummy works without a plugin, too.
    if (behavior.name().equals(Mix.DUMMY) && behavior.options().isEmpty()) {
      return true;
    }
    Optional<BehaviorFactory> factory = instances.find(behavior, catalog::behavior);
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

  /**
   * Whether one of the options of this name takes the value. If none does, reports the problem of
   * the first.
   */
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
}
