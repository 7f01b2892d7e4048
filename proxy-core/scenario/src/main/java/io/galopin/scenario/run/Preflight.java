package io.galopin.scenario.run;

import io.galopin.api.Names;
import io.galopin.api.Option;
import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.client.Plugin;
import io.galopin.rules.RuleText;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks, before anything is injected, that the proxies, behaviors, toxics and options of a
 * scenario are there.
 */
final class Preflight {

  private static final Duration ANY = Duration.ofSeconds(1);

  private final Control control;
  private final List<Plugin> plugins;

  private Preflight(Control control) {
    this.control = control;
    this.plugins = control.plugins();
  }

  /**
   * Checks a scenario.
   *
   * @throws GalopinException for the first thing that is not there
   */
  static void check(Plan plan, Control control) {
    Preflight preflight = new Preflight(control);
    for (Stage stage : plan.stages()) {
      stage.proxies().forEach(control::existing);
      stage.acts().forEach(act -> preflight.check(stage.name(), act));
    }
    for (Steady probe : plan.steady()) {
      if (probe.target() instanceof Target.Traffic traffic) {
        control.existing(traffic.proxy());
      }
    }
  }

  private void check(String stage, Act act) {
    if (act instanceof Act.Rule rule) {
      Spot spot = new Spot(stage + ": rule", Place.COMMAND_LINE);
      RuleText.read(spot, rule.at(Duration.ZERO, ANY), 1, new Problems())
          .ifPresent(
              read ->
                  check(
                      stage,
                      Plugin.Kind.BEHAVIOR,
                      read.behavior().name(),
                      read.behavior().options().keySet()));
    } else if (act instanceof Act.Profile profile) {
      List<String> known = control.profiles();
      if (!known.contains(profile.name())) {
        throw unknown(stage + ": profile", profile.name(), known);
      }
    } else if (act instanceof Act.Toxic toxic) {
      check(stage, Plugin.Kind.TOXIC, toxic.type(), toxic.attributes().keySet());
    } else if (act instanceof Act.Mix mix) {
      mix.behaviors()
          .forEach(
              (name, options) ->
                  check(
                      stage,
                      Plugin.Kind.BEHAVIOR,
                      name,
                      options.keySet().stream().filter(key -> !key.equals("weight")).toList()));
    }
  }

  private void check(String stage, Plugin.Kind kind, String name, Collection<String> options) {
    List<String> known =
        plugins.stream().filter(one -> one.kind() == kind).map(Plugin::name).toList();
    String normal = Option.normalName(name);
    if (!known.contains(normal)) {
      throw unknown(stage + ": " + kind, name, known);
    }
    Set<String> all =
        plugins.stream()
            .filter(one -> one.kind() == kind && one.name().equals(normal))
            .flatMap(Preflight::options)
            .map(Plugin.Option::name)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String option : options) {
      if (!all.contains(Option.normalName(option))) {
        throw unknown(stage + ": " + name + ": option", option, all);
      }
    }
  }

  /** Options with any protocol, as a rule may also be about a layer of its proxy. */
  private static Stream<Plugin.Option> options(Plugin plugin) {
    return Stream.concat(
        plugin.options().stream(),
        plugin.optionsByProtocol().values().stream().flatMap(List::stream));
  }

  private static GalopinException unknown(String what, String given, Collection<String> known) {
    return new GalopinException(
        what
            + ": "
            + given
            + " (expected: "
            + Names.nearest(given, known).map(near -> near + "? ").orElse("")
            + (known.isEmpty() ? "none" : "one of " + String.join(", ", known))
            + ")");
  }
}
