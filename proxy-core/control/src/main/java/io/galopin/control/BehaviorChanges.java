package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.api.Behavior;
import io.galopin.api.Excerpt;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.live.Defaults;
import io.galopin.live.Live;
import io.galopin.live.Stay;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes the behaviors of proxies for Vaurien's calls, in turns. Thread-safe. */
record BehaviorChanges(Live live, Catalog catalog) {

  /**
   * Makes these behaviors act on every exchange that begins from now on. Calls plugins, which may
   * be slow: not for event loops.
   *
   * @param stay how long they do
   * @throws Refusal in Vaurien's form, with all problems; nothing has changed then
   */
  void change(Proxy proxy, BehaviorChange change, Stay stay) {
    VaurienErrors errors = new VaurienErrors();
    Map<String, Options> options = new LinkedHashMap<>();
    for (String name : change.percents().keySet()) {
      Options merged = options(proxy.spec(), name, change, errors);
      if (merged != null) {
        options.put(name, merged);
      }
    }
    errors.throwIfAny();
    Map<String, Made<Behavior>> behaviors = new HashMap<>();
    options.forEach((name, values) -> create(name, values, errors, behaviors));
    errors.throwIfAny();
    live.setMix(
        proxy,
        behaviors.isEmpty() ? Optional.empty() : Optional.of(Mix.of(change.percents(), behaviors)),
        options,
        stay);
  }

  /** Returns the behavior's options so far with the new ones; null if these are wrong. */
  private @Nullable Options options(
      ProxySpec spec, String name, BehaviorChange change, VaurienErrors errors) {
    if (!catalog.behaviors().containsKey(name) && !name.equals(Mix.DUMMY)) {
      errors.add("body", "name", "the '" + Excerpt.of(name) + "' behavior does not exist");
      return null;
    }
    Options options = Defaults.of(spec, name, catalog);
    String prefix = change.mix() ? name + "." : "";
    for (Map.Entry<String, JsonNode> written :
        change.options().getOrDefault(name, Map.of()).entrySet()) {
      try {
        options =
            options.with(
                Collections.singletonMap(
                    written.getKey(), plain(written.getKey(), written.getValue())));
      } catch (OptionException wrong) {
        errors.add(prefix, wrong);
      }
    }
    return options;
  }

  private static @Nullable Object plain(String option, JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL -> null;
      case BOOLEAN -> value.booleanValue();
      case NUMBER -> value.numberValue();
      case STRING -> value.textValue();
      case OBJECT -> pairs(option, value);
      default ->
          throw new OptionException(
              option,
              BehaviorChange.kind(value),
              "text, a number, true, false, an object, or null");
    };
  }

  private static Map<String, String> pairs(String option, JsonNode object) {
    Map<String, String> pairs = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            pair -> {
              if (!pair.getValue().isValueNode() || pair.getValue().isNull()) {
                throw new OptionException(
                    option + "." + pair.getKey(),
                    BehaviorChange.kind(pair.getValue()),
                    "text, a number, true, or false");
              }
              pairs.put(pair.getKey(), pair.getValue().asText());
            });
    return pairs;
  }

  private void create(
      String name, Options options, VaurienErrors errors, Map<String, Made<Behavior>> behaviors) {
    if (name.equals(Mix.DUMMY)) {
      return;
    }
    try {
      behaviors.put(
          name,
          new Made<>(
              name,
              options,
              Objects.requireNonNull(
                  catalog.behavior(name).create(options), "null, in place of a behavior")));
    } catch (OptionException doNotGoTogether) {
      errors.add("", doNotGoTogether);
    } catch (Throwable broken) {
      errors.add("body", "name", "the '" + name + "' behavior failed with " + broken);
    }
  }
}
