package io.galopin.config.form;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import io.galopin.api.Names;
import io.galopin.api.Option;
import io.galopin.config.settings.Draft;
import io.galopin.config.settings.ProxyDraft;
import io.galopin.config.settings.ProxyKeys;
import io.galopin.config.tls.TlsKeys;
import io.galopin.engine.socket.Address;
import io.galopin.rules.RuleForm;
import io.galopin.rules.condition.TriggerForm;
import io.galopin.rules.condition.When;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.rules.toxic.ToxicConfig;
import io.galopin.rules.toxic.ToxicForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads proxies and toxics in the form of Toxiproxy's clients and configuration files. As lenient
 * as Toxiproxy: it ignores unknown fields, accepts field names in any case, and treats null as
 * missing. It refuses values of the wrong type. For a proxy it also reads {@code protocol}, {@code
 * behaviors}, {@code rules}, {@code draw-by} and {@code toxics}.
 */
public final class ToxiproxyForm {

  private static final String PROXIES = "proxies";

  /** The default listen address: any port of all addresses. */
  private static final String ANYWHERE = ":0";

  private static final List<ConfigValueType> TEXT = List.of(ConfigValueType.STRING);
  private static final List<ConfigValueType> PLUGINS =
      List.of(ConfigValueType.STRING, ConfigValueType.OBJECT);

  /** The fields of a proxy and their types. */
  private static final Map<String, List<ConfigValueType>> PROXY =
      Map.ofEntries(
          Map.entry(ToxicForm.NAME, TEXT),
          Map.entry(ProxyKeys.LISTEN, TEXT),
          Map.entry(ProxyKeys.UPSTREAM, TEXT),
          Map.entry(ProxyKeys.ENABLED.name(), List.of(ConfigValueType.BOOLEAN)),
          Map.entry(ProxyKeys.PROTOCOL, PLUGINS),
          Map.entry(HoconForm.BEHAVIORS, PLUGINS),
          Map.entry(ToxicForm.TOXICS, List.of(ConfigValueType.LIST)),
          Map.entry(RuleForm.RULES, List.of(ConfigValueType.LIST)),
          Map.entry(ProxyKeys.DRAW_BY, TEXT),
          Map.entry(
              TlsKeys.LISTEN,
              List.of(ConfigValueType.STRING, ConfigValueType.OBJECT, ConfigValueType.BOOLEAN)),
          Map.entry(TlsKeys.BACKEND, List.of(ConfigValueType.OBJECT)));

  /** The fields of a toxic and their types. */
  private static final Map<String, List<ConfigValueType>> TOXIC =
      Map.of(
          ToxicForm.NAME,
          TEXT,
          ToxicForm.TYPE,
          TEXT,
          ToxicForm.STREAM.name(),
          TEXT,
          ToxicForm.TOXICITY.name(),
          List.of(ConfigValueType.NUMBER),
          ToxicForm.ATTRIBUTES,
          List.of(ConfigValueType.OBJECT),
          When.KEY,
          PLUGINS,
          TriggerForm.KEY,
          TEXT);

  private final Problems problems;

  public ToxiproxyForm(Problems problems) {
    this.problems = problems;
  }

  /** Reads a list of proxies. */
  public Draft proxies(ConfigList list) {
    Map<String, ProxyDraft> proxies = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    for (int i = 0; i < list.size(); i++) {
      Section.of(PROXIES + "[" + i + "]", list.get(i), problems)
          .ifPresent(each -> proxy(each, proxies, places));
    }
    return new Draft(Map.of(), Draft.EMPTY.common(), proxies, places, List.of());
  }

  /** Reads a proxy into {@code proxies} and {@code places}. */
  public void proxy(Section given, Map<String, ProxyDraft> proxies, Map<String, Place> places) {
    ConfigObject fields = tidy(given.path(), given.object(), PROXY);
    Optional<Setting> name =
        new Section(given.path(), fields, problems)
            .single(ToxicForm.NAME)
            .filter(text -> !text.text().isEmpty());
    if (name.isEmpty()) {
      problems.missing(given.pathOf(ToxicForm.NAME), "the name of the proxy", given.place());
      return;
    }
    if (!Names.isName(name.get().text())) {
      problems.add(
          given.pathOf(ToxicForm.NAME),
          '"' + name.get().text() + '"',
          Names.FORM,
          name.get().place());
      return;
    }
    String path = PROXIES + "." + name.get().text();
    Section proxy = new Section(path, tidyToxics(path, fields), problems);
    if (proxies.containsKey(name.get().text())) {
      problems.add(
          given.pathOf(ToxicForm.NAME),
          '"' + name.get().text() + '"',
          "a name that no other proxy has",
          name.get().place());
    }
    proxies.put(name.get().text(), draft(proxy));
    places.put(name.get().text(), given.place());
  }

  private ProxyDraft draft(Section proxy) {
    Optional<List<ToxicConfig>> toxics = new ToxicForm(problems, true).all(proxy);
    ConfigObject rest = proxy.object().withoutKey(ToxicForm.NAME).withoutKey(ToxicForm.TOXICS);
    ProxyDraft draft =
        new HoconForm(problems).proxy(new Section(proxy.path(), rest, problems)).withToxics(toxics);
    draft
        .settings()
        .compute(
            ProxyKeys.LISTEN,
            (key, listen) ->
                listen == null || listen.text().isEmpty()
                    ? new Setting(proxy.pathOf(key), ANYWHERE, proxy.place())
                    : listen);
    Setting upstream = draft.settings().get(ProxyKeys.UPSTREAM);
    if (upstream != null && Address.withoutPort(upstream.text()).isPresent()) {
      // As in Toxiproxy, this shows only when a client connects.
      draft.settings().remove(ProxyKeys.UPSTREAM);
      draft.settings().put(ProxyKeys.UPSTREAM_HOST, upstream);
    }
    return draft;
  }

  private ConfigObject tidyToxics(String path, ConfigObject proxy) {
    if (!(proxy.get(ToxicForm.TOXICS) instanceof ConfigList toxics)) {
      return proxy;
    }
    List<ConfigValue> tidy = new ArrayList<>();
    for (int i = 0; i < toxics.size(); i++) {
      tidy.add(
          toxics.get(i) instanceof ConfigObject toxic
              ? tidyToxic(path + "." + ToxicForm.TOXICS + "[" + i + "]", toxic)
              : toxics.get(i));
    }
    return proxy.withValue(ToxicForm.TOXICS, ConfigValueFactory.fromIterable(tidy));
  }

  /** Returns the known fields of a toxic, under their proper names. */
  public ConfigObject tidyToxic(String path, ConfigObject toxic) {
    ConfigObject fields = tidy(path, toxic, TOXIC);
    return fields.get(ToxicForm.ATTRIBUTES) instanceof ConfigObject attributes
        ? fields.withValue(ToxicForm.ATTRIBUTES, tidy("", attributes, null))
        : fields;
  }

  /**
   * Returns the known fields of an object, under their proper names.
   *
   * @param known the types of the known fields; null if every field and type is known
   */
  private ConfigObject tidy(
      String path, ConfigObject given, @Nullable Map<String, List<ConfigValueType>> known) {
    Map<String, ConfigValue> fields = new HashMap<>();
    given.forEach(
        (key, value) -> {
          String field = Option.normalName(key);
          if (value.valueType() != ConfigValueType.NULL
              && (known == null
                  || (known.containsKey(field)
                      && fits(path.isEmpty() ? key : path + "." + key, value, known.get(field))))) {
            fields.put(field, value);
          }
        });
    return ConfigValueFactory.fromMap(fields).withOrigin(given.origin());
  }

  private boolean fits(String what, ConfigValue value, List<ConfigValueType> types) {
    boolean fits = types.contains(value.valueType());
    if (!fits) {
      String expected =
          types.stream().map(ToxiproxyForm::phrase).collect(Collectors.joining(" or "));
      problems.add(what, Section.kind(value), expected, Place.of(value.origin()));
    }
    return fits;
  }

  private static String phrase(ConfigValueType type) {
    return switch (type) {
      case OBJECT -> "an object: { … }";
      case LIST -> "a list: [ … ]";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case STRING -> "a text";
    };
  }
}
