package io.galopin.live;

import io.galopin.config.tls.ConfiguredTls;
import io.galopin.config.tls.TlsKeys;
import io.galopin.engine.Limits;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** Says in lines what changes at proxies. */
public final class Differences {

  private static final String NONE = "none";
  private static final String DROPS = "; its connections are dropped";

  private final String proxy;
  private final List<String> lines = new ArrayList<>();

  private Differences(String proxy) {
    this.proxy = proxy;
  }

  /** Describes in which proxies, and in what of them, {@code then} differs from {@code now}. */
  public static List<String> of(List<ProxySpec> now, List<ProxySpec> then) {
    List<String> lines = new ArrayList<>();
    for (ProxySpec spec : then) {
      lines.addAll(
          find(now, ProxySpec::name, spec.name())
              .map(old -> of(old, spec))
              .orElseGet(() -> added(spec)));
    }
    for (ProxySpec old : now) {
      if (find(then, ProxySpec::name, old.name()).isEmpty()) {
        lines.add(removed(old));
      }
    }
    return lines;
  }

  static String removed(ProxySpec spec) {
    return "proxy " + spec.name() + ": removed";
  }

  /** Describes a new proxy. */
  static List<String> added(ProxySpec spec) {
    return List.of(
        "proxy "
            + spec.name()
            + ": added, "
            + spec.listen()
            + " → "
            + spec.shownUpstream()
            + (spec.enabled() ? "" : ", disabled"));
  }

  /** Describes what changes; empty if nothing does. */
  static List<String> of(ProxySpec now, ProxySpec then) {
    Differences found = new Differences(now.name());
    found.values("listen", now.listen(), then.listen(), DROPS);
    found.upstream(now, then);
    found.tls(now, then);
    if (!now.speaks().equals(then.speaks())) {
      found.say(
          "protocol: "
              + now.protocolName()
              + (now.protocolName().equals(then.protocolName())
                  ? ", with other options"
                  : " → " + then.protocolName())
              + DROPS);
    }
    found.values("draw-by", key(now), key(then), "");
    found.rules(now.rules(), then.rules());
    found.values("behaviors", text(mix(now)), text(mix(then)), "");
    if (text(mix(now)).equals(text(mix(then))) && !mix(now).equals(mix(then))) {
      found.say("behaviors: " + text(mix(now)) + ", with other options");
    }
    if (!now.defaults().equals(then.defaults())) {
      found.say("options of behaviors changed");
    }
    found.toxics(now.toxics(), then.toxics());
    found.limits(now.limits(), then.limits());
    if (now.enabled() != then.enabled()) {
      found.say(then.enabled() ? "enabled" : "disabled" + DROPS);
    }
    return found.lines;
  }

  private void say(String what) {
    lines.add("proxy " + proxy + ": " + what);
  }

  private void values(String what, Object now, Object then, String more) {
    if (!now.equals(then)) {
      say(what + ": " + now + " → " + then + more);
    }
  }

  /** Another address drops connections, and TLS with the same one does not. */
  private void upstream(ProxySpec now, ProxySpec then) {
    boolean moved = !now.upstream().equals(then.upstream());
    values("upstream", now.shownUpstream(), then.shownUpstream(), moved ? DROPS : "");
  }

  private void tls(ProxySpec now, ProxySpec then) {
    Map<String, Object> old = ConfiguredTls.fields(now);
    Map<String, Object> fresh = ConfiguredTls.fields(then);
    for (String key : List.of(TlsKeys.LISTEN, TlsKeys.BACKEND)) {
      boolean same = now.layers().equals(then.layers()) || key.equals(TlsKeys.BACKEND);
      values(key, old.getOrDefault(key, NONE), fresh.getOrDefault(key, NONE), same ? "" : DROPS);
    }
  }

  private static String key(ProxySpec spec) {
    return spec.drawBy().map(Term::toString).orElse("connection");
  }

  private static Optional<Mix> mix(ProxySpec spec) {
    return spec.rules().find(Mix.NAME).map(Rule::mix);
  }

  private static String text(Optional<Mix> mix) {
    return mix.map(Mix::toString).orElse(Mix.DUMMY);
  }

  private void rules(RuleSet now, RuleSet then) {
    named("rule", now.own(), then.own(), Rule::name, RuleMerge::hasSameParts);
    for (Rule rule : then.own()) {
      now.find(rule.name())
          .filter(old -> RuleMerge.hasSameParts(old, rule) && old.enabled() != rule.enabled())
          .ifPresent(old -> say("rule " + rule.name() + (rule.enabled() ? ": on" : ": off")));
    }
    order("rules", now.own(), then.own(), Rule::name);
  }

  @SuppressWarnings("ReferenceEquality") // a toxic that stays is the same object
  private void toxics(List<ToxicSpec> now, List<ToxicSpec> then) {
    named("toxic", now, then, ToxicSpec::name, ToxicSpec::isSameAs);
    order("toxics", now, then, ToxicSpec::name);
  }

  private <T> void named(
      String kind, List<T> now, List<T> then, Function<T, String> name, BiPredicate<T, T> same) {
    for (T old : now) {
      Optional<T> there = find(then, name, name.apply(old));
      if (there.isEmpty()) {
        say(kind + " " + name.apply(old) + ": removed");
      } else if (!same.test(old, there.get())) {
        say(kind + " " + name.apply(old) + ": changed");
      }
    }
    for (T fresh : then) {
      if (find(now, name, name.apply(fresh)).isEmpty()) {
        say(kind + " " + name.apply(fresh) + ": added");
      }
    }
  }

  private static <T> Optional<T> find(List<T> all, Function<T, String> name, String wanted) {
    return all.stream().filter(one -> name.apply(one).equals(wanted)).findFirst();
  }

  /** Says that things which stay have another order. */
  private <T> void order(String kinds, List<T> now, List<T> then, Function<T, String> name) {
    List<String> old = new ArrayList<>(now.stream().map(name).toList());
    List<String> fresh = new ArrayList<>(then.stream().map(name).toList());
    old.retainAll(fresh);
    fresh.retainAll(old);
    if (!old.equals(fresh)) {
      say(kinds + ": in another order");
    }
  }

  private static String text(Duration time) {
    return Stay.text(time);
  }

  private void limits(Limits now, Limits then) {
    values("connect-timeout", text(now.connectTimeout()), text(then.connectTimeout()), "");
    values(
        "idle-timeout",
        now.idleTimeout().map(Differences::text).orElse("none"),
        then.idleTimeout().map(Differences::text).orElse("none"),
        "");
    if (!now.poolSize().equals(then.poolSize())
        || !now.poolTimeout().equals(then.poolTimeout())
        || !now.backlog().equals(then.backlog())
        || !now.readBytes().equals(then.readBytes())) {
      say("pool and socket sizes changed; they apply when the proxy is created again");
    }
  }
}
