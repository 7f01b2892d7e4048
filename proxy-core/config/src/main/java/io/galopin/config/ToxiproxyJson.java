package io.galopin.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValueFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.config.form.Defaults;
import io.galopin.config.form.ToxiproxyForm;
import io.galopin.config.settings.Draft;
import io.galopin.config.settings.ProxyDraft;
import io.galopin.engine.Catalog;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Trigger;
import io.galopin.engine.rule.Scope;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.condition.TriggerForm;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.toxic.ToxicConfig;
import io.galopin.rules.toxic.ToxicForm;
import io.galopin.rules.toxic.WireName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads proxies and toxics from parsed Toxiproxy JSON, with the same code, checks and messages as
 * for files. Values are maps by name, lists, texts, numbers, booleans and nulls. Defaults come from
 * {@code reference.conf}, not from a user's file.
 *
 * <p>Throws all problems together as one {@link ConfigProblem}. {@link ConfigProblem#wrong} names
 * the fields. Thread-safe.
 */
public final class ToxiproxyJson {

  private static final Draft DEFAULTS = Defaults.load().draft();

  /** Not a file, so that messages end without a place. */
  private static final String NOWHERE = "";

  private ToxiproxyJson() {}

  /** Reads a proxy. */
  public static ProxyConfig proxy(Map<String, ?> json) {
    Problems problems = new Problems();
    Map<String, ProxyDraft> proxies = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    new ToxiproxyForm(problems).proxy(new Section("", object(json), problems), proxies, places);
    Draft draft = new Draft(Map.of(), Draft.EMPTY.common(), proxies, places, List.of());
    return complete(draft, problems).get(0);
  }

  /** Reads the proxies of one call. Their names and listen addresses must not clash. */
  public static List<ProxyConfig> proxies(List<?> json) {
    Problems problems = new Problems();
    ConfigList list = ConfigValueFactory.fromIterable(json, NOWHERE);
    return complete(new ToxiproxyForm(problems).proxies(list), problems);
  }

  private static List<ProxyConfig> complete(Draft draft, Problems problems) {
    List<ProxyConfig> proxies = ConfigLoader.complete(draft, DEFAULTS, problems).proxies();
    problems.throwIfAny();
    return proxies;
  }

  /** Reads a toxic. */
  public static ToxicConfig toxic(Map<String, ?> json) {
    Problems problems = new Problems();
    return toxic(new ToxiproxyForm(problems).tidyToxic("", object(json)), problems);
  }

  private static ToxicConfig toxic(ConfigObject tidy, Problems problems) {
    Optional<ToxicConfig> toxic =
        new ToxicForm(problems, true).one(new Section("", tidy, problems), Optional.empty());
    problems.throwIfAny();
    return toxic.orElseThrow(() -> new IllegalStateException("no toxic and no problem"));
  }

  /**
   * Changes the toxicity and the attributes that {@code json} names. A toxic's name, type and
   * direction cannot change. If the attributes stay the same, so does its instance.
   */
  public static ToxicSpec change(ToxicSpec toxic, Map<String, ?> json, Catalog catalog) {
    Problems problems = new Problems();
    ConfigObject change =
        new ToxiproxyForm(problems)
            .tidyToxic("", object(json))
            .withoutKey(ToxicForm.NAME)
            .withoutKey(ToxicForm.TYPE)
            .withoutKey(ToxicForm.STREAM.name());
    Map<String, Object> before =
        Map.of(
            ToxicForm.NAME,
            toxic.name(),
            ToxicForm.TYPE,
            toxic.type(),
            ToxicForm.STREAM.name(),
            ToxicForm.STREAM.plain(toxic.direction()),
            ToxicForm.TOXICITY.name(),
            toxic.toxicity(),
            ToxicForm.ATTRIBUTES,
            toxic.attributes().given());
    ToxicSpec changed = toxic(change.withFallback(object(before)), problems).toSpec(catalog);
    return new ToxicSpec(
        toxic.name(),
        changed.made().equals(toxic.made()) ? toxic.made() : changed.made(),
        toxic.direction(),
        changed.toxicity(),
        scope(toxic.scope(), changed.scope(), change),
        toxic.tally());
  }

  /** Returns the current scope with its counts, unless the change sets another one. */
  private static Scope scope(Scope before, Scope changed, ConfigObject change) {
    Condition when = change.containsKey(When.KEY) ? changed.when() : before.when();
    Trigger trigger = change.containsKey(TriggerForm.KEY) ? changed.trigger() : before.trigger();
    Scope wanted = new Scope(when, trigger);
    return before.isSameAs(wanted) ? before : wanted;
  }

  /**
   * Returns all attributes of a toxic in Toxiproxy's names and units. Those that were not given
   * have their defaults.
   */
  public static Map<String, Object> attributes(ToxicSpec toxic) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    toxic.attributes().declared().forEach(option -> put(option, toxic.attributes(), attributes));
    return attributes;
  }

  private static <T> void put(Option<T> option, Options values, Map<String, Object> attributes) {
    values
        .find(option)
        .ifPresent(value -> attributes.put(WireName.of(option.name()), option.plain(value)));
  }

  private static ConfigObject object(Map<String, ?> json) {
    return ConfigValueFactory.fromMap(json, NOWHERE);
  }
}
