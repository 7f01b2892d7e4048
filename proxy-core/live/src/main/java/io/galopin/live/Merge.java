package io.galopin.live;

import io.galopin.engine.Below;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.socket.Address;
import io.galopin.engine.tls.TlsEnds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Computes what proxies become when their configuration changes. A part of which the configuration
 * says the same as before stays as it is now, whoever has changed it. A part of which it says
 * something else becomes what it says. Never modifies its arguments.
 */
public final class Merge {

  private Merge() {}

  /**
   * What is to be done.
   *
   * @param wanted the proxies that stay or are new, in the order of the configuration, then the
   *     others
   * @param removed the names of proxies that are to go
   * @param decided by proxy, the parts that the configuration has changed
   */
  public record Plan(
      List<ProxySpec> wanted, List<String> removed, Map<String, Set<Part>> decided) {}

  /** Parts of a proxy that may have an end, which goes when the configuration changes them. */
  enum Part {
    ENABLED,
    MIX
  }

  /**
   * Merges all proxies.
   *
   * @param before what was configured
   * @param now what there is
   * @param after what is configured now
   */
  public static Plan plan(List<ProxySpec> before, List<ProxySpec> now, List<ProxySpec> after) {
    Map<String, ProxySpec> then = byName(before);
    Map<String, ProxySpec> there = byName(now);
    Map<String, ProxySpec> configured = byName(after);
    List<ProxySpec> wanted = new ArrayList<>();
    Map<String, Set<Part>> decided = new LinkedHashMap<>();
    for (ProxySpec spec : after) {
      ProxySpec old = then.get(spec.name());
      ProxySpec running = there.get(spec.name());
      if (running == null) {
        if (old == null || !old.isSameAs(spec)) {
          wanted.add(spec);
        }
      } else {
        // Somebody else has made a proxy that the configuration did not have.
        ProxySpec base = old == null ? running : old;
        wanted.add(proxy(base, running, spec));
        decided.put(spec.name(), decided(base, spec, old == null));
      }
    }
    List<String> removed = new ArrayList<>();
    for (ProxySpec running : now) {
      if (!configured.containsKey(running.name())) {
        if (then.containsKey(running.name())) {
          removed.add(running.name());
        } else {
          wanted.add(running);
        }
      }
    }
    return new Plan(List.copyOf(wanted), List.copyOf(removed), decided);
  }

  private static Map<String, ProxySpec> byName(List<ProxySpec> specs) {
    Map<String, ProxySpec> byName = new LinkedHashMap<>();
    specs.forEach(spec -> byName.put(spec.name(), spec));
    return byName;
  }

  private static Set<Part> decided(ProxySpec before, ProxySpec after, boolean all) {
    Set<Part> parts = new LinkedHashSet<>();
    if (all || before.enabled() != after.enabled()) {
      parts.add(Part.ENABLED);
    }
    if (all || !mix(before.rules()).equals(mix(after.rules()))) {
      parts.add(Part.MIX);
    }
    return parts;
  }

  /** Merges one proxy. */
  static ProxySpec proxy(ProxySpec before, ProxySpec now, ProxySpec after) {
    boolean sameProtocol = before.speaks().equals(after.speaks());
    // Rules are made for a protocol, so both come from the same place.
    boolean follows =
        !sameProtocol || (!now.speaks().equals(after.speaks()) && hasNewRules(before, after));
    boolean spoken = follows && !now.speaks().equals(after.speaks());
    return new ProxySpec(
        now.name(),
        before.listen().equals(after.listen()) ? now.listen() : listen(now, after),
        before.upstream().equals(after.upstream()) ? now.upstream() : after.upstream(),
        spoken ? after.speaks() : now.speaks(),
        spoken ? after.rules() : rules(before.rules(), now.rules(), after.rules()),
        spoken || !before.drawBy().equals(after.drawBy()) ? after.drawBy() : now.drawBy(),
        toxics(before.toxics(), now.toxics(), after.toxics()),
        before.limits().equals(after.limits()) ? now.limits() : after.limits(),
        before.enabled() == after.enabled() ? now.enabled() : after.enabled(),
        before.defaults().equals(after.defaults()) ? now.defaults() : after.defaults(),
        below(before.below(), now.below(), after.below()));
  }

  /** Merges TLS at the client's side, with the layer that goes with it, and at the backend's. */
  private static Below below(Below before, Below now, Below after) {
    boolean sameClient =
        before.tls().client().equals(after.tls().client())
            && before.layers().equals(after.layers());
    boolean sameBackend = before.tls().backend().equals(after.tls().backend());
    TlsEnds tls =
        new TlsEnds(
            sameClient ? now.tls().client() : after.tls().client(),
            sameBackend ? now.tls().backend() : after.tls().backend());
    boolean keep = sameClient || now.layers().equals(after.layers());
    return new Below(tls, keep ? now.layers() : after.layers());
  }

  private static boolean hasNewRules(ProxySpec before, ProxySpec after) {
    return !before.rules().isSameAs(after.rules()) || !before.drawBy().equals(after.drawBy());
  }

  /** If any port of the same host will do, it keeps the one that it has. */
  private static Address listen(ProxySpec now, ProxySpec after) {
    boolean any = after.listen().port() == 0 && after.listen().host().equals(now.listen().host());
    return any ? now.listen() : after.listen();
  }

  private static RuleSet rules(RuleSet before, RuleSet now, RuleSet after) {
    List<Rule> own = RuleMerge.rules(before.own(), now.own(), after.own());
    Optional<Rule> mix = mix(before).equals(mix(after)) ? now.find(Mix.NAME) : mixOf(now, after);
    List<Rule> all = new ArrayList<>(own);
    mix.ifPresent(all::add);
    return all.equals(now.rules()) ? now : new RuleSet(all);
  }

  /** The mix of {@code after}, with its counts if it is there already. */
  private static Optional<Rule> mixOf(RuleSet now, RuleSet after) {
    return mix(now).equals(mix(after)) ? now.find(Mix.NAME) : after.find(Mix.NAME);
  }

  private static Optional<Mix> mix(RuleSet rules) {
    return rules.find(Mix.NAME).map(Rule::mix);
  }

  private static List<ToxicSpec> toxics(
      List<ToxicSpec> before, List<ToxicSpec> now, List<ToxicSpec> after) {
    if (areSame(before, after)) {
      return now;
    }
    List<ToxicSpec> merged = new ArrayList<>();
    for (ToxicSpec toxic : after) {
      ToxicSpec old = find(before, toxic.name());
      ToxicSpec running = find(now, toxic.name());
      if (running != null && (toxic.isSameAs(running) || (old != null && old.isSameAs(toxic)))) {
        merged.add(running);
      } else if (old == null || !old.isSameAs(toxic)) {
        merged.add(toxic);
      }
    }
    for (ToxicSpec running : now) {
      if (find(before, running.name()) == null && find(after, running.name()) == null) {
        merged.add(running);
      }
    }
    return merged.equals(now) ? now : merged;
  }

  private static boolean areSame(List<ToxicSpec> some, List<ToxicSpec> others) {
    return some.size() == others.size()
        && IntStream.range(0, some.size()).allMatch(i -> some.get(i).isSameAs(others.get(i)));
  }

  private static @Nullable ToxicSpec find(List<ToxicSpec> toxics, String name) {
    return toxics.stream().filter(toxic -> toxic.name().equals(name)).findFirst().orElse(null);
  }
}
