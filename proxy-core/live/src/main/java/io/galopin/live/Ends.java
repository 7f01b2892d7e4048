package io.galopin.live;

import io.galopin.api.Options;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Mix;
import io.galopin.live.Impairment.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is done when the time of a change is over. Each returns what it did, in words. Needs the
 * turn of the proxy.
 */
record Ends(Live live) {

  /** Removes a toxic or a rule, enables a proxy, or removes a mix. */
  Supplier<String> of(Proxy proxy, Subject subject) {
    return switch (subject.kind()) {
      case TOXIC -> () -> toxic(proxy, subject.name());
      case RULE -> () -> rule(proxy, subject.name());
      case DISABLED -> () -> enable(proxy);
      case MIX -> ofMix(proxy, Optional.empty(), proxy.spec().defaults());
      case FLAP -> throw new IllegalArgumentException("a flap ends itself");
    };
  }

  /**
   * Sets the mix again that there was before.
   *
   * @param defaults the options that applied before where a rule or mix sets none
   */
  Supplier<String> ofMix(Proxy proxy, Optional<Mix> before, Map<String, Options> defaults) {
    return new MixBefore(live, proxy, before, defaults);
  }

  private String toxic(Proxy proxy, String name) {
    live.removeToxic(proxy, name);
    return "toxic removed";
  }

  private String rule(Proxy proxy, String name) {
    live.changeRules(
        proxy, now -> now.find(name).map(rule -> RuleChange.removed(now, rule)).orElse(now));
    return "rule removed";
  }

  private String enable(Proxy proxy) {
    live.update(proxy, now -> now.withEnabled(true));
    return "enabled again";
  }
}
