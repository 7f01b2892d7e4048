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
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.rules.MixText;
import java.math.BigDecimal;
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
 * The behaviors of one proxy while it runs. Which of them act is the engine's to know and is asked
 * there; what is kept here is the options that each was given, as they stay with a behavior that
 * does not act for the moment. Thread-safe; a change happens as a whole or not at all, one after
 * the other.
 */
final class LiveBehaviors {

  private final Proxy proxy;
  private final Catalog catalog;

  /** By behavior. Guarded by this. */
  private Map<String, Options> given;

  /**
   * Takes charge of a proxy's behaviors.
   *
   * @param configured the options that its behaviors begin with
   */
  LiveBehaviors(Proxy proxy, Catalog catalog, Map<String, Options> configured) {
    this.proxy = proxy;
    this.catalog = catalog;
    this.given = Map.copyOf(configured);
  }

  Proxy proxy() {
    return proxy;
  }

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
    String text = mix().orElse("100:" + Mix.DUMMY);
    boolean one = text.startsWith("100:") && text.indexOf(',') < 0;
    return one ? text.substring("100:".length()) : text;
  }

  /**
   * What acts now as a configuration has it: percents by behavior, or objects where options were
   * given, too.
   */
  synchronized ObjectNode json() {
    ObjectNode json = Json.object();
    percents()
        .forEach(
            (name, percent) -> {
              Map<String, Object> options = options(name);
              if (options.isEmpty()) {
                json.put(name, percent);
              } else {
                ObjectNode object = json.putObject(name).put("weight", percent);
                options.forEach((option, value) -> object.putPOJO(option, value));
              }
            });
    return json;
  }

  /** Whether these are the behaviors that act now, with these options. */
  synchronized boolean areThose(Map<String, BigDecimal> percents, Map<String, Options> configured) {
    String wanted =
        percents.keySet().stream().allMatch(Mix.DUMMY::equals) ? "" : Mix.text(percents);
    return wanted.equals(mix().orElse(""))
        && percents.keySet().stream()
            .allMatch(
                name ->
                    options(name)
                        .equals(
                            Optional.ofNullable(configured.get(name))
                                .map(Options::given)
                                .orElse(Map.of())));
  }

  private Map<String, BigDecimal> percents() {
    return mix().map(text -> MixText.parse("behaviors", text)).orElse(Map.of());
  }

  private Optional<String> mix() {
    return proxy.spec().rules().find(Mix.NAME).map(Rule::text);
  }

  /**
   * What was given of options, as texts, by behavior: what rules begin with.
   *
   * @param protocol that of the rules; options that it has no words for are left out
   */
  synchronized Map<String, Map<String, String>> optionTexts(String protocol) {
    Map<String, Map<String, String>> texts = new HashMap<>();
    given.forEach(
        (behavior, options) ->
            texts.put(behavior, texts(fitting(declared(behavior, protocol), options.given()))));
    return texts;
  }

  private List<Option<?>> declared(String behavior, String protocol) {
    BehaviorFactory factory = catalog.behaviors().get(behavior);
    return factory == null ? List.of() : catalog.options(factory, protocol);
  }

  private static Map<String, String> texts(Options options) {
    Map<String, String> texts = new HashMap<>();
    options.declared().stream()
        .filter(option -> options.given().containsKey(option.name()))
        .forEach(option -> texts.put(option.name(), text(option, options)));
    return texts;
  }

  private static <T> String text(Option<T> option, Options options) {
    return option.text(options.get(option));
  }

  private Map<String, Object> options(String behavior) {
    return Optional.ofNullable(given.get(behavior)).map(Options::given).orElse(Map.of());
  }

  /**
   * Has these behaviors act on every exchange that begins from now on. Calls plugins, which may
   * take their time: not for event loops.
   *
   * @throws Refusal in Vaurien's form with all that is wrong; nothing has changed then
   */
  synchronized void change(BehaviorChange change) {
    VaurienErrors errors = new VaurienErrors();
    Map<String, Options> options = new LinkedHashMap<>();
    for (String name : change.percents().keySet()) {
      Options merged = options(name, change, errors);
      if (merged != null) {
        options.put(name, merged);
      }
    }
    errors.throwIfAny();
    Map<String, Behavior> behaviors = new HashMap<>();
    options.forEach((name, values) -> create(name, values, errors, behaviors));
    errors.throwIfAny();
    proxy.setRules(
        proxy
            .spec()
            .rules()
            .withMix(
                behaviors.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Mix.of(change.percents(), behaviors::get))));
    Map<String, Options> all = new HashMap<>(given);
    all.putAll(options);
    given = Map.copyOf(all);
  }

  /** What the behavior was given so far, with what it is given now; null if that is wrong. */
  private @Nullable Options options(String name, BehaviorChange change, VaurienErrors errors) {
    if (!catalog.behaviors().containsKey(name) && !name.equals(Mix.DUMMY)) {
      errors.add("body", "name", "the '" + Excerpt.of(name) + "' behavior does not exist");
      return null;
    }
    // The protocol may be another than when these were given.
    Options options = fitting(declared(name, proxy.spec().protocolName()), options(name));
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

  /** Those of {@code written}, options of some protocol, that fit the declared ones. */
  static Options fitting(List<Option<?>> declared, Map<String, ?> written) {
    Options options = Options.defaults(declared);
    for (Map.Entry<String, ?> option : written.entrySet()) {
      try {
        options = options.with(Map.of(option.getKey(), option.getValue()));
      } catch (OptionException ofAnotherProtocol) {
        // What another protocol has words for is without meaning in this one.
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
      String name, Options options, VaurienErrors errors, Map<String, Behavior> behaviors) {
    if (name.equals(Mix.DUMMY)) {
      return;
    }
    try {
      behaviors.put(
          name,
          Objects.requireNonNull(
              catalog.behavior(name).create(options), "null, in place of a behavior"));
    } catch (OptionException doNotGoTogether) {
      errors.add("", doNotGoTogether);
    } catch (Throwable broken) {
      errors.add("body", "name", "the '" + name + "' behavior failed with " + broken);
    }
  }
}
