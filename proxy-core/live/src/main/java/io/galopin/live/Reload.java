package io.galopin.live;

import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Rule;
import io.galopin.live.Impairment.Kind;
import io.galopin.live.Impairment.Subject;
import io.galopin.live.Merge.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes what {@link Merge} has planned in a running engine. */
public record Reload(Live live) {

  /**
   * Opens, changes and removes proxies, all or none. What has not changed keeps its connections and
   * counts. Needs the turns of all proxies of the plan that change.
   *
   * @return what has changed, as lines
   * @throws ChangeFailed if the engine cannot make one of the changes
   */
  public List<String> make(Merge.Plan plan) {
    List<String> lines = new ArrayList<>();
    Map<String, ProxySpec> before = new HashMap<>();
    List<ProxySpec> changed = new ArrayList<>();
    for (ProxySpec wanted : plan.wanted()) {
      Optional<ProxySpec> now = live.find(wanted.name()).map(Proxy::spec);
      List<String> differences =
          now.map(spec -> Differences.of(spec, wanted)).orElseGet(() -> Differences.added(wanted));
      now.ifPresent(spec -> before.put(wanted.name(), spec));
      if (!differences.isEmpty()) {
        changed.add(wanted);
        lines.addAll(differences);
      }
    }
    List<Proxy> removed =
        plan.removed().stream().map(live::find).flatMap(Optional::stream).toList();
    List<Proxy> done = live.become(changed, removed);
    for (Proxy proxy : done) {
      ProxySpec old = before.get(proxy.spec().name());
      if (old != null) {
        forgetReplaced(proxy, old, plan.decided().getOrDefault(proxy.spec().name(), Set.of()));
      }
    }
    for (Proxy proxy : removed) {
      lines.add(Differences.removed(proxy.spec()));
      live.delete(proxy);
    }
    return lines;
  }

  /** Drops the ends of what the configuration has changed. */
  private void forgetReplaced(Proxy proxy, ProxySpec old, Set<Part> decided) {
    Impairments impairments = live.impairments();
    if (decided.contains(Part.ENABLED)) {
      impairments.forget(proxy, Kind.DISABLED);
      impairments.forget(proxy, Kind.FLAP);
    }
    if (decided.contains(Part.MIX)) {
      impairments.forget(proxy, Kind.MIX);
    }
    old.toxics().stream()
        .filter(toxic -> !proxy.spec().toxics().contains(toxic))
        .forEach(toxic -> impairments.forget(proxy, Subject.toxic(toxic.name())));
    for (Rule rule : old.rules().own()) {
      if (!proxy.spec().rules().counts(rule)) {
        impairments.forget(proxy, Subject.rule(rule.name()));
      }
    }
    impairments.settle(proxy);
  }
}
