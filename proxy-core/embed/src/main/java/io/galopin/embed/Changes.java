package io.galopin.embed;

import io.galopin.client.GalopinException;
import io.galopin.client.Toxic;
import io.galopin.client.Undo;
import io.galopin.config.tls.ConfiguredTls;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.ChangeRefused;
import io.galopin.live.Defaults;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import io.galopin.rules.RulesJson;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes changes of a proxy, one after the other, and watches what they configure.
 *
 * @param soFar what was configured
 */
record Changes(Live live, Proxy proxy, InstalledPlugins installed, ConfiguredSoFar soFar) {

  /** Watches everything that is configured now. */
  void watchAll() {
    soFar.rules(proxy.spec().rules());
    soFar.toxics(proxy.spec().toxics(), proxy.connections());
  }

  /** Makes a change when it is this proxy's turn. */
  <T> T make(Supplier<T> change) {
    return live.turns()
        .inTurn(
            List.of(proxy.spec().name()),
            () -> {
              T made = Attempt.get(change);
              watchAll();
              return made;
            });
  }

  /** Makes a change of a toxic. */
  Toxic ofToxic(Supplier<ToxicSpec> change) {
    try {
      return InstalledPlugins.described(make(change));
    } catch (ChangeRefused refused) {
      throw new GalopinException(
          refused.why() == ChangeRefused.Why.TOXIC_EXISTS
              ? "toxic: %s (expected: a name that no other toxic of %s has)"
                  .formatted(refused.name(), proxy.spec().name())
              : "toxic: \"%s\" (expected: the name of one that %s has)"
                  .formatted(refused.name(), proxy.spec().name()));
    }
  }

  /** Changes the chance and options of a rule, which counts on. */
  void updateRule(String name, double percent, Map<String, String> options) {
    make(() -> live.changeRules(proxy, now -> updated(now, name, percent, options)));
  }

  private RuleSet updated(RuleSet now, String name, double percent, Map<String, String> options) {
    List<String> names = now.own().stream().map(Rule::name).toList();
    if (!names.contains(name)) {
      throw new GalopinException(
          "rule: %s (expected: one that %s has: %s)"
              .formatted(name, proxy.spec().name(), String.join(", ", names)));
    }
    Map<String, Object> change = Map.of("weight", percent, "options", options);
    return new RuleSet(
        now.rules().stream()
            .map(rule -> rule.name().equals(name) ? changed(rule, change) : rule)
            .toList());
  }

  private Rule changed(Rule rule, Map<String, Object> change) {
    RulesJson json =
        new RulesJson(
            () -> installed.catalog().stack(proxy.spec()),
            Defaults.texts(proxy.spec(), proxy.spec().protocolName(), installed.catalog()),
            installed.catalog());
    return json.change(rule, change).inPlaceOf(rule);
  }

  /** Gives the proxy a profile, in place of the one that it has. */
  Undo profile(String name, Stay stay) {
    List<ToxicSpec> toxics =
        Attempt.get(
            () ->
                Profiles.builtIn().named(name).toxics(Profile.CALLED).stream()
                    .map(toxic -> toxic.toSpec(installed.catalog()))
                    .toList());
    make(
        () -> {
          live.setProfile(proxy, name, toxics, stay);
          return name;
        });
    return Undo.with(() -> make(() -> live.toxics().removeProfile(proxy)));
  }

  /** Returns the rules of a proxy like this one, with {@code value} for {@code key}. */
  RuleSet read(String key, Object value) {
    ProxySpec now = proxy.spec();
    // With TLS, because rules may be about handshakes.
    Map<String, Object> fields = new HashMap<>(ConfiguredTls.fields(now));
    fields.put("name", now.name());
    fields.put("upstream", now.shownUpstream());
    fields.put("protocol", now.protocolName());
    fields.put(key, value);
    return installed.spec(fields, now.tls()).rules();
  }
}
