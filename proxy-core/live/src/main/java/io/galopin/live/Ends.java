package io.galopin.live;

import io.galopin.api.Options;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.live.Impairment.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is done when the time of a change is over. Each returns what it did, in words. Needs the
 * turn of the proxy.
 */
record Ends(Live live) {

  /** Removes a toxic, a rule or a profile, enables a proxy, or removes a mix. */
  Supplier<String> of(Proxy proxy, Subject subject) {
    return of(proxy, subject, Optional.empty());
  }

  /**
   * The same, but leads back to what there was before.
   *
   * @param before the proxy before its mix was changed, or before it was disabled
   */
  Supplier<String> of(Proxy proxy, Subject subject, Optional<ProxySpec> before) {
    return switch (subject.kind()) {
      case TOXIC -> () -> toxic(proxy, subject.name());
      case RULE -> () -> rule(proxy, subject.name());
      case DISABLED ->
          before.filter(spec -> !spec.enabled()).isPresent()
              ? () -> "stays disabled, as it was before"
              : () -> enable(proxy);
      case MIX -> {
        Optional<Mix> mix = before.flatMap(spec -> spec.rules().find(Mix.NAME)).map(Rule::mix);
        Map<String, Options> defaults =
            before.map(ProxySpec::defaults).orElseGet(() -> proxy.spec().defaults());
        yield new MixBefore(live::restoreMix, proxy, mix, defaults);
      }
      case PROFILE ->
          () -> {
            live.toxics().removeProfile(proxy);
            return "profile " + subject.name() + " removed";
          };
      case FLAP -> throw new IllegalArgumentException("a flap ends itself");
    };
  }

  private String toxic(Proxy proxy, String name) {
    live.toxics().remove(proxy, name);
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
