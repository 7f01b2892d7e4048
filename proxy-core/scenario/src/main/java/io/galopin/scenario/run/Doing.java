package io.galopin.scenario.run;

import io.galopin.client.Behavior;
import io.galopin.client.Direction;
import io.galopin.client.Flap;
import io.galopin.client.Lasting;
import io.galopin.client.Mix;
import io.galopin.client.Proxy;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import io.galopin.scenario.model.Act;
import io.galopin.scenario.model.Wave;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One act that is being done to one proxy. Everything that it sets has an end that the proxy's own
 * process keeps, so that nothing is left if this one dies. Not thread-safe.
 */
final class Doing {

  /** How much longer than its stage a change lasts if nobody takes it back. */
  static final Duration SPARE = Duration.ofSeconds(10);

  private final Proxy proxy;
  private final Act act;
  private final Duration whole;
  private final String name;
  private Undo undo = Undo.with(() -> {});
  private int step;
  private String last = "";
  private String rule = "";

  /**
   * @param whole how long the stage lasts, at the longest
   * @param name for the rule or toxic
   */
  Doing(Proxy proxy, Act act, Duration whole, String name) {
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

  /** The name of the rule or toxic in the journal; empty if there is none. */
  String rule() {
    return rule;
  }

  /** Begins. */
  void begin() {
    Lasting lasting = proxy.lasting(whole.plus(SPARE));
    if (act instanceof Act.Outage) {
      if (proxy.enabled()) {
        lasting.disable();
        undo = Undo.with(() -> proxy.setEnabled(true));
      }
    } else if (act instanceof Act.Flap flap) {
      undo = lasting.flap(flap(flap));
    } else if (act instanceof Act.Profile profile) {
      undo = lasting.profile(profile.name());
    } else if (act instanceof Act.Rule made) {
      rule(made, Duration.ZERO);
    } else if (act instanceof Act.Toxic made) {
      Toxic toxic = lasting.addToxic(toxic(made, Duration.ZERO));
      rule = toxic.name();
      undo = Undo.with(() -> proxy.removeToxic(toxic.name()));
    } else if (act instanceof Act.Mix made) {
      Mix before = proxy.mix();
      lasting.setMix(mix(made, Duration.ZERO));
      undo = Undo.with(() -> proxy.setMix(before));
    }
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
  void update(Duration elapsed) {
    if (!act.changes()) {
      return;
    }
    if (act instanceof Act.Rule made) {
      rule(made, elapsed);
    } else if (act instanceof Act.Toxic made) {
      Toxic toxic = toxic(made, elapsed);
      if (!toxic.toString().equals(last)) {
        proxy.updateToxic(toxic);
        last = toxic.toString();
      }
    } else if (act instanceof Act.Mix made) {
      Mix mix = mix(made, elapsed);
      if (!mix.fields().toString().equals(last)) {
        proxy.lasting(left(elapsed)).setMix(mix);
        last = mix.fields().toString();
      }
    }
  }

  private Duration left(Duration elapsed) {
    return whole.plus(SPARE).minus(elapsed);
  }

  /** Puts the new rule in front of the old one before that goes, so that one is always there. */
  private void rule(Act.Rule made, Duration elapsed) {
    String text = made.at(elapsed, whole);
    if (text.equals(last)) {
      return;
    }
    Undo old = undo;
    rule = made.changes() ? name + "." + step++ : name;
    undo = proxy.lasting(left(elapsed)).addRule(rule + ": " + text);
    last = text;
    old.close();
  }

  private Toxic toxic(Act.Toxic made, Duration elapsed) {
    Toxic toxic =
        Toxic.of(made.type())
            .named(made.name().isEmpty() ? name : made.name())
            .toxicity(Double.parseDouble(text(made.toxicity(), elapsed)));
    for (var attribute : made.attributes().entrySet()) {
      toxic =
          toxic.with(attribute.getKey().replace('-', '_'), value(attribute.getValue(), elapsed));
    }
    toxic = made.stream().equals("upstream") ? toxic.upstream() : toxic.downstream();
    toxic = made.when().isEmpty() ? toxic : toxic.when(made.when());
    return made.trigger().isEmpty() ? toxic : toxic.trigger(made.trigger());
  }

  private Mix mix(Act.Mix made, Duration elapsed) {
    Mix mix = Mix.none();
    for (var share : made.behaviors().entrySet()) {
      Behavior behavior = Behavior.of(share.getKey());
      for (var option : share.getValue().entrySet()) {
        if (!option.getKey().equals("weight")) {
          behavior = behavior.with(option.getKey(), text(option.getValue(), elapsed));
        }
      }
      mix = mix.and(Double.parseDouble(text(share.getValue().get("weight"), elapsed)), behavior);
    }
    return mix;
  }

  private String text(Object value, Duration elapsed) {
    return value instanceof Wave wave ? wave.at(elapsed, whole) : String.valueOf(value);
  }

  /** Toxiproxy takes numbers as numbers. */
  private Object value(Object value, Duration elapsed) {
    String text = text(value, elapsed);
    return text.matches("-?[0-9]{1,18}") ? (Object) Long.valueOf(text) : text;
  }

  /** Whether the journal has an entry for each time. Clients that are refused leave none. */
  boolean isCounted() {
    return !(act instanceof Act.Outage || (act instanceof Act.Flap flap && flap.refuse()));
  }

  /**
   * Whether an entry of the proxy's journal comes from here.
   *
   * @param byRule the name of its rule; empty for none
   * @param plugin its behavior, or the name of its toxic
   */
  boolean made(String byRule, String plugin) {
    if (act instanceof Act.Rule) {
      return byRule.equals(name) || byRule.startsWith(name + ".");
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
