package io.galopin.config.form;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.galopin.api.Option;
import io.galopin.config.settings.Draft;
import io.galopin.config.settings.HttpConfig;
import io.galopin.config.settings.ImpairConfig;
import io.galopin.config.settings.OtelConfig;
import io.galopin.config.settings.ProxyDraft;
import io.galopin.config.settings.ProxyKeys;
import io.galopin.config.settings.StatsdConfig;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.RuleForm;
import io.galopin.rules.Weights;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.ProfileForm;
import io.galopin.rules.profile.Profiles;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Section;
import io.galopin.rules.source.Sections;
import io.galopin.rules.source.Setting;
import io.galopin.rules.toxic.ToxicConfig;
import io.galopin.rules.toxic.ToxicForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what is under {@code galopin} in a resolved HOCON document. */
final class HoconForm {

  static final String BEHAVIORS = "behaviors";

  private final Problems problems;

  HoconForm(Problems problems) {
    this.problems = problems;
  }

  /** Reads a document whose only key is {@code galopin}. */
  Draft document(ConfigObject document) {
    Section top = new Section("", document, problems);
    Optional<ConfigValue> galopin = top.any("galopin");
    top.refuseOthers();
    if (galopin.isEmpty()) {
      problems.missing("galopin", "galopin { … }", top.place());
    }
    // Below it, names leave it out: proxies.web, not galopin.proxies.web.
    return galopin
        .flatMap(value -> top.section("galopin", value))
        .map(section -> galopin(section.under("")))
        .orElse(Draft.EMPTY);
  }

  private Draft galopin(Section section) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    Draft.KEYS.forEach(key -> section.single(key).ifPresent(setting -> settings.put(key, setting)));
    http(section, settings);
    keep(section, StatsdConfig.SECTION, StatsdConfig.KEYS, settings);
    keep(section, ImpairConfig.SECTION, ImpairConfig.KEYS, settings);
    otel(section, settings);
    ProxyDraft options =
        ProxyDraft.ofOptions(plugins(section, BEHAVIORS), plugins(section, "protocols"));
    ProxyDraft common =
        section.section("defaults").map(defaults -> proxy(defaults).over(options)).orElse(options);
    Map<String, ProxyDraft> proxies = new LinkedHashMap<>();
    Map<String, Place> places = new LinkedHashMap<>();
    section.section("proxies").ifPresent(each -> proxies(each, proxies, places));
    Map<String, Profile> profiles =
        section
            .section(Profiles.KEY)
            .map(each -> ProfileForm.read(each, problems))
            .orElse(Map.of());
    // Read by those who run them. A file may have both.
    section.any("scenarios");
    section.refuseOthers();
    return new Draft(settings, common, proxies, places, profiles, List.of());
  }

  /** Keeps the single values of a section that has nothing else. */
  private static void keep(
      Section galopin, String name, List<String> keys, Map<String, Setting> settings) {
    galopin
        .section(name)
        .ifPresent(
            section -> {
              for (String key : keys) {
                section.single(key).ifPresent(setting -> settings.put(name + "." + key, setting));
              }
              section.refuseOthers();
            });
  }

  private void http(Section galopin, Map<String, Setting> settings) {
    galopin
        .section(HttpConfig.SECTION)
        .ifPresent(
            section -> {
              for (String key : HttpConfig.KEYS) {
                section
                    .single(key)
                    .ifPresent(setting -> settings.put(HttpConfig.path(key), setting));
              }
              new TlsForm(problems).readHttp(section, settings);
              section.refuseOthers();
            });
  }

  private static void otel(Section galopin, Map<String, Setting> settings) {
    galopin
        .section(OtelConfig.SECTION)
        .ifPresent(
            section -> {
              for (String key : OtelConfig.KEYS) {
                section
                    .single(key)
                    .ifPresent(setting -> settings.put(OtelConfig.path(key), setting));
              }
              section
                  .singleOrPairs(OtelConfig.HEADERS)
                  .ifPresent(setting -> settings.put(OtelConfig.path(OtelConfig.HEADERS), setting));
              section.refuseOthers();
            });
  }

  private void proxies(
      Section section, Map<String, ProxyDraft> proxies, Map<String, Place> places) {
    section
        .entries()
        .forEach(
            (name, value) ->
                section
                    .section(section.pathOf(name), value)
                    .ifPresent(
                        proxy -> {
                          proxies.put(name, proxy(proxy));
                          places.put(name, proxy.place());
                        }));
  }

  /** Reads one proxy, or what several have in common. */
  ProxyDraft proxy(Section section) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    keep(section, ProxyKeys.LISTEN, settings);
    keep(section, ProxyKeys.UPSTREAM, settings);
    new TlsForm(problems).read(section, settings);
    Map<String, PluginConfig> protocols = new LinkedHashMap<>();
    protocol(section, protocols).ifPresent(protocol -> settings.put(ProxyKeys.PROTOCOL, protocol));
    Map<String, PluginConfig> behaviors = new LinkedHashMap<>();
    Optional<Weights> mix = mix(section, behaviors);
    Optional<List<ToxicConfig>> toxics = new ToxicForm(problems, false).all(section);
    Optional<List<RuleConfig>> rules = new RuleForm(problems).all(section);
    keep(section, Profiles.OF_PROXY, settings);
    keep(section, ProxyKeys.DRAW_BY, settings);
    keep(section, ProxyKeys.ENABLED.name(), settings);
    Optional<Setting> timeout = section.single(ProxyKeys.TIMEOUT);
    for (Option<?> limit : ProxyKeys.LIMITS) {
      keep(section, limit.name(), settings);
    }
    timeout.ifPresent(both -> ProxyKeys.putTimeout(both, settings));
    section.refuseOthers();
    return new ProxyDraft(settings, mix, behaviors, protocols, toxics, rules);
  }

  private static void keep(Section section, String key, Map<String, Setting> settings) {
    section.single(key).ifPresent(setting -> settings.put(key, setting));
  }

  /** Reads {@code protocol = http}, or an object with the name and options. */
  private Optional<Setting> protocol(Section section, Map<String, PluginConfig> protocols) {
    Optional<ConfigValue> value = section.any(ProxyKeys.PROTOCOL);
    String what = section.pathOf(ProxyKeys.PROTOCOL);
    if (!(value.orElse(null) instanceof ConfigObject object)) {
      return value.flatMap(single -> section.single(what, single));
    }
    Section inner = new Section(what, object, problems);
    Map<String, Setting> options = Sections.settings(inner, problems);
    Setting name = options.remove("name");
    if (name == null) {
      problems.missing(inner.pathOf("name"), "the name of a protocol", inner.place());
      return Optional.empty();
    }
    protocols.put(name.text(), Sections.plugin(name.text(), inner, options));
    return Optional.of(new Setting(what, name.text(), name.place()));
  }

  /** Reads {@code behaviors = "20:delay"}, or an object of weights. */
  private Optional<Weights> mix(Section section, Map<String, PluginConfig> behaviors) {
    Optional<ConfigValue> value = section.any(BEHAVIORS);
    String what = section.pathOf(BEHAVIORS);
    return value.flatMap(
        given ->
            given instanceof ConfigObject object
                ? Weights.of(new Section(what, object, problems), behaviors, problems)
                : section.single(what, given).flatMap(text -> Weights.of(text, problems)));
  }

  private Map<String, PluginConfig> plugins(Section section, String key) {
    return section
        .section(key)
        .map(plugins -> Sections.plugins(plugins, problems))
        .orElse(Map.of());
  }
}
