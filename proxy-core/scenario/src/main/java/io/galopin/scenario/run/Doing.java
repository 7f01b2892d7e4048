package io.galopin.scenario.run;

import io.galopin.client.Behavior;
import io.galopin.client.Direction;
import io.galopin.client.Flap;
import io.galopin.client.GalopinException;
import io.galopin.client.Lasted;
import io.galopin.client.Lasting;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.RuleText;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Spot;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Wave;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * One act that is being done to one proxy. Everything that it sets has an end that the proxy's own
 * process keeps, so that nothing is left if this one dies. Not thread-safe.
 */
final class Doing {

  /** How long a change lasts that nobody renews. */
  static final Duration LEASE = Duration.ofSeconds(10);

  private static final Undo NOTHING = Undo.with(() -> {});

  private final Proxy proxy;
  private final Act act;
  private final Duration whole;
  private final String name;
  private final Layers layers;
  private final Supplier<Undo> set = this::set;
  private Undo undo = NOTHING;
  private Duration elapsed = Duration.ZERO;
  private String last = "";
  private String rule = "";

  /**
   * @param whole how long the stage lasts, at the longest
   * @param name for the rule or toxic
   * @param layers of the run
   */
  Doing(Proxy proxy, Act act, Duration whole, String name, Layers layers) {
    this.layers = layers;
    this.proxy = proxy;
    this.act = act;
    this.whole = whole;
    this.name = name;
  }

  Proxy proxy() {
    return proxy;
  }

  Act act() {
    return act;
  }

  /** What it does, in words. */
  @Override
  public String toString() {
    return act.text() + " at " + proxy.name();
  }

  /** The name of the rule or toxic in the journal; empty if there is none. */
  String rule() {
    return rule;
  }

  /** Begins. */
  void begin() {
    if (act instanceof Act.Rule made) {
      RuleConfig first = read(made);
      rule = name;
      undo = lasting().addRule(name + ": " + made.at(elapsed, whole));
      last = written(first);
    } else if (act instanceof Act.Toxic made) {
      Toxic toxic = lasting().addToxic(toxic(made));
      rule = toxic.name();
      undo = Undo.with(() -> proxy.removeToxic(toxic.name()));
    } else {
      undo = Undo.with(() -> layers.remove(thing(), set));
      layers.add(thing(), set, this::before);
    }
  }

  /** Names what a proxy has only one of. */
  private String thing() {
    return act.getClass().getSimpleName() + " " + proxy.name();
  }

  private Lasting lasting() {
    return proxy.lasting(LEASE);
  }

  /** Sets what a proxy has only one of. */
  private Undo set() {
    if (act instanceof Act.Flap flap) {
      return lasting().flap(flap(flap));
    }
    if (act instanceof Act.Profile profile) {
      return lasting().profile(profile.name());
    }
    if (act instanceof Act.Outage) {
      lasting().disable();
    } else if (act instanceof Act.Mix made) {
      lasting().setMix(mix(made));
    }
    return NOTHING;
  }

  /** Returns what sets a proxy back to what it is now. Flaps and profiles are taken back alone. */
  private Undo before() {
    if (act instanceof Act.Outage) {
      return proxy.enabled() ? Undo.with(() -> proxy.setEnabled(true)) : NOTHING;
    }
    if (act instanceof Act.Mix) {
      Mix mix = proxy.mix();
      return Undo.with(() -> proxy.setMix(mix));
    }
    return NOTHING;
  }

  /** Returns what must be renewed, as the proxy knows it. */
  Lasted lasted() {
    if (act instanceof Act.Rule) {
      return Lasted.rule(rule);
    }
    if (act instanceof Act.Toxic) {
      return Lasted.toxic(rule);
    }
    if (act instanceof Act.Mix) {
      return Lasted.BEHAVIOR;
    }
    if (act instanceof Act.Profile profile) {
      return Lasted.profile(profile.name());
    }
    return act instanceof Act.Flap ? Lasted.FLAP : Lasted.DISABLED;
  }

  private static Flap flap(Act.Flap flap) {
    return new Flap(
        flap.refuse() ? Flap.Mode.REFUSE : Flap.Mode.TIMEOUT,
        flap.up(),
        flap.down(),
        flap.timeout(),
        flap.stream().equals("both")
            ? Optional.empty()
            : Optional.of(Direction.valueOf(flap.stream().toUpperCase(Locale.ROOT))));
  }

  /** Brings values that change up to date. */
  void update(Duration now) {
    if (!act.changes()) {
      return;
    }
    elapsed = now;
    if (act instanceof Act.Rule made) {
      RuleConfig read = read(made);
      String written = written(read);
      if (!written.equals(last)) {
        proxy.updateRule(rule, read.weight().doubleValue(), options(read));
        last = written;
      }
    } else if (act instanceof Act.Toxic made) {
      Toxic toxic = toxic(made);
      if (!toxic.toString().equals(last)) {
        proxy.updateToxic(toxic);
        last = toxic.toString();
      }
    } else if (act instanceof Act.Mix made && layers.isOnTop(thing(), set)) {
      Mix mix = mix(made);
      if (!mix.fields().toString().equals(last)) {
        lasting().setMix(mix);
        last = mix.fields().toString();
      }
    }
  }

  private RuleConfig read(Act.Rule made) {
    Problems problems = new Problems();
    Spot spot = new Spot(name + ": rule", Place.COMMAND_LINE);
    Optional<RuleConfig> read = RuleText.read(spot, made.at(elapsed, whole), 1, problems);
    try {
      problems.throwIfAny();
    } catch (ConfigProblem wrong) {
      throw new GalopinException(String.valueOf(wrong.getMessage()), wrong);
    }
    return read.orElseThrow();
  }

  private static String written(RuleConfig read) {
    return read.weight() + " " + options(read);
  }

  private static Map<String, String> options(RuleConfig read) {
    Map<String, String> options = new TreeMap<>();
    read.behavior().options().forEach((option, setting) -> options.put(option, setting.text()));
    return options;
  }

  private Toxic toxic(Act.Toxic made) {
    Toxic toxic =
        Toxic.of(made.type())
            .named(made.name().isEmpty() ? name : made.name())
            .toxicity(Double.parseDouble(text(made.toxicity())));
    for (var attribute : made.attributes().entrySet()) {
      toxic = toxic.with(attribute.getKey().replace('-', '_'), value(attribute.getValue()));
    }
    toxic = made.stream().equals("upstream") ? toxic.upstream() : toxic.downstream();
    toxic = made.when().isEmpty() ? toxic : toxic.when(made.when());
    return made.trigger().isEmpty() ? toxic : toxic.trigger(made.trigger());
  }

  private Mix mix(Act.Mix made) {
    Mix mix = Mix.none();
    for (var share : made.behaviors().entrySet()) {
      Behavior behavior = Behavior.of(share.getKey());
      for (var option : share.getValue().entrySet()) {
        if (!option.getKey().equals("weight")) {
          behavior = behavior.with(option.getKey(), text(option.getValue()));
        }
      }
      mix = mix.and(Double.parseDouble(text(share.getValue().get("weight"))), behavior);
    }
    return mix;
  }

  private String text(Object value) {
    return value instanceof Wave wave ? wave.at(elapsed, whole) : String.valueOf(value);
  }

  /** Toxiproxy takes numbers as numbers. */
  private Object value(Object value) {
    String text = text(value);
    return text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
  }

  /**
   * Whether an entry of the proxy's journal comes from here.
   *
   * @param byRule the name of its rule; empty for none
   * @param plugin its behavior, or the name of its toxic
   */
  boolean made(String byRule, String plugin) {
    if (act instanceof Act.Rule) {
      return byRule.equals(name);
    }
    if (act instanceof Act.Mix mix) {
      return byRule.isEmpty() && mix.behaviors().containsKey(plugin);
    }
    if (act instanceof Act.Profile) {
      return byRule.isEmpty() && plugin.startsWith("impair-profile-");
    }
    return byRule.isEmpty()
        && (act instanceof Act.Flap ? plugin.startsWith("flap-timeout-") : plugin.equals(rule));
  }

  /** Takes it back. */
  void end() {
    undo.close();
  }
}
