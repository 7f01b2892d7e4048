package io.galopin.live;

import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Made;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plugins that were replaced by others of the same names, or that are gone.
 *
 * @param protocols their names
 * @param behaviors their names
 * @param toxics their names
 */
public record Replaced(Set<String> protocols, Set<String> behaviors, Set<String> toxics) {

  public Replaced {
    protocols = Set.copyOf(protocols);
    behaviors = Set.copyOf(behaviors);
    toxics = Set.copyOf(toxics);
  }

  /** Whether a protocol or a layer of the proxy is among them. */
  boolean speaks(ProxySpec spec) {
    return spec.stack().stream().map(Made::plugin).anyMatch(protocols::contains);
  }

  /** Whether a proxy has any of them, even if it is not in use. */
  boolean concern(ProxySpec spec) {
    Stream<String> used =
        Stream.concat(
            spec.rules().rules().stream().flatMap(rule -> rule.mix().behaviors().stream()),
            spec.defaults().keySet().stream());
    return speaks(spec)
        || used.anyMatch(behaviors::contains)
        || spec.toxics().stream().anyMatch(toxic -> toxics.contains(toxic.type()));
  }
}
