package io.galopin.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Excerpt;
import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.api.Options;
import io.galopin.engine.Catalog;
import io.galopin.engine.Proxy;
import io.galopin.engine.rule.Made;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.rules.Fitting;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The behaviors of one proxy while it runs: those that act, and the options that stay with a
 * behavior that does not act for the moment. All of it is the engine's to know and is asked there.
 */
record LiveBehaviors(Proxy proxy, Catalog catalog) {

  /** All names that a behavior can have, sorted. */
  static SortedSet<String> names(Catalog catalog) {
    SortedSet<String> names = new TreeSet<>(catalog.behaviors().keySet());
    names.add(Mix.DUMMY);
    return names;
  }

  /**
   * What acts where no rule does: the name of the only behavior, where it acts on every exchange,
   * else the mix.
   */
  String shown() {
    String text = mix().map(Mix::toString).orElse("100:" + Mix.DUMMY);
    boolean one = text.startsWith("100:") && text.indexOf(',') < 0;
    return one ? text.substring("100:".length()) : text;
  }

  /**
   * What acts now as a configuration has it: percents by behavior, or objects where options were
   * given, too.
   */
  ObjectNode json() {
    ObjectNode json = Json.object();
    Map<String, Options> given = proxy.spec().defaults();
    mix()
        .map(Mix::percents)
        .orElse(Map.of())
        .forEach(
            (name, percent) -> {
              Map<String, Object> options = given(given, name);
              if (options.isEmpty()) {
                json.put(name, percent);
              } else {
                ObjectNode object = json.putObject(name).put("weight", percent);
                options.forEach((option, value) -> object.putPOJO(option, value));
              }
            });
    return json;
  }

  private Optional<Mix> mix() {
    return proxy.spec().rules().find(Mix.NAME).map(Rule::mix);
  }

  private static Map<String, Object> given(Map<String, Options> all, String behavior) {
    return Optional.ofNullable(all.get(behavior)).map(Options::given).orElse(Map.of());
  }

  /**
   * What was given of options, as texts, by behavior: what rules begin with.
   *
   * @param protocol that of the rules; options that it has no words for are left out
   */
  Map<String, Map<String, String>> optionTexts(String protocol) {
    Map<String, Map<String, String>> texts = new HashMap<>();
    proxy
        .spec()
        .defaults()
        .forEach(
            (behavior, options) ->
                texts.put(
                    behavior,
                    Made.texts(Fitting.options(declared(behavior, protocol), options.given()))));
    return texts;
  }

  private List<Option<?>> declared(String behavior, String protocol) {
    BehaviorFactory factory = catalog.behaviors().get(behavior);
    return factory == null ? List.of() : catalog.options(factory, protocol);
  }

  /**
   * Has these behaviors act on every exchange that begins from now on. Calls plugins, which may
   * take their time: not for event loops.
   *
   * @throws Refusal in Vaurien's form with all that is wrong; nothing has changed then
   */
  void change(BehaviorChange change) {
    VaurienErrors errors = new VaurienErrors();
    Map<String, Options> options = new LinkedHashMap<>();
    for (String name : change.percents().keySet()) {
      Options merged = options(name, change, errors);
      if (merged != null) {
        options.put(name, merged);
      }
    }
    errors.throwIfAny();
    Map<String, Made<Behavior>> behaviors = new HashMap<>();
    options.forEach((name, values) -> create(name, values, errors, behaviors));
    errors.throwIfAny();
    Map<String, Options> all = new HashMap<>(proxy.spec().defaults());
    all.putAll(options);
    proxy.setRules(
        proxy
            .spec()
            .rules()
            .withMix(
                behaviors.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Mix.of(change.percents(), behaviors))),
        all);
  }

  /** What the behavior was given so far, with what it is given now; null if that is wrong. */
  private @Nullable Options options(String name, BehaviorChange change, VaurienErrors errors) {
    if (!catalog.behaviors().containsKey(name) && !name.equals(Mix.DUMMY)) {
      errors.add("body", "name", "the '" + Excerpt.of(name) + "' behavior does not exist");
      return null;
    }
    // The protocol may be another than when these were given.
    Options options =
        Fitting.options(
            declared(name, proxy.spec().protocolName()), given(proxy.spec().defaults(), name));
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
