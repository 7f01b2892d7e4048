package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.config.tls.TlsKeys;
import io.galopin.rules.RuleConfig;
import io.galopin.rules.RuleNames;
import io.galopin.rules.RuleText;
import io.galopin.rules.Weights;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.rules.source.Spot;
import io.galopin.rules.toxic.ToxicConfig;
import io.galopin.rules.toxic.ToxicForm;
import io.galopin.rules.toxic.ToxicText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Vaurien's long options with their values, from a command line or an INI file. They are about one
 * proxy, and leave everything else as it is. Filled by one thread:
 *
 * <pre>{@code
 * LongOptions commandLine = new LongOptions()
 *     .set("backend", "example.com:80")          // --backend example.com:80
 *     .set("timeout", 5)                         // --timeout 5
 *     .behavior("delay", "sleep", "2")           // --behavior-delay-sleep 2
 *     .protocol("http", "overwrite-host-header", true);
 * }</pre>
 *
 * <p>Values are texts, numbers or switches. They are checked when a configuration is loaded.
 */
public final class LongOptions {

  public static final String BACKEND = "backend";

  /** The names of {@link ProxyKeys} on a command line. */
  private static final Map<String, String> PROXY_KEYS = proxyKeys();

  private static final String MIX = "behavior";
  private static final String RULE = "--rule";
  private static final String TOXIC = "--toxic";
  private static final String STAY_CONNECTED = "stay-connected";
  private static final String SYNC = "sync";

  private static final List<String> OTHERS =
      List.of(
          "proxy",
          BACKEND,
          ProxyKeys.PROTOCOL,
          MIX,
          ProxyKeys.DRAW_BY,
          ProxyKeys.TIMEOUT,
          ProxyKeys.CONNECT_TIMEOUT.name(),
          ProxyKeys.IDLE_TIMEOUT.name(),
          STAY_CONNECTED,
          SYNC,
          ProxyKeys.POOL_MAX_SIZE.name(),
          ProxyKeys.POOL_TIMEOUT.name(),
          "http",
          "http-host",
          "http-port",
          "http-token-file",
          OtelConfig.SECTION,
          ProxyKeys.BACKLOG.name(),
          ProxyKeys.BUFSIZE.name(),
          Draft.SEED,
          Draft.PLUGINS,
          Draft.JOURNAL,
          Draft.EXCHANGES,
          Draft.LOG_LEVEL,
          Draft.LOG_OUTPUT);

  /** All names that {@link #set} accepts. */
  public static final List<String> NAMES =
      Stream.of(OTHERS, TlsKeys.LONG.keySet(), TlsKeys.LONG_OF_HTTP.keySet())
          .flatMap(Collection::stream)
          .toList();

  private static Map<String, String> proxyKeys() {
    Map<String, String> keys = new LinkedHashMap<>(TlsKeys.LONG);
    keys.put("proxy", ProxyKeys.LISTEN);
    keys.put(BACKEND, ProxyKeys.UPSTREAM);
    return keys;
  }

  private final Map<String, Setting> options = new LinkedHashMap<>();
  private final List<String> rules = new ArrayList<>();
  private final List<String> toxics = new ArrayList<>();
  private final Map<String, PluginConfig> behaviors = new LinkedHashMap<>();
  private final Map<String, PluginConfig> protocols = new LinkedHashMap<>();

  /**
   * Sets one of Vaurien's options, or {@code seed}, {@code plugins}, {@code journal}, {@code
   * exchanges}, {@code connect-timeout}, {@code idle-timeout}.
   *
   * @param option its name without the leading hyphens
   * @throws IllegalArgumentException if there is no option of that name
   */
  public LongOptions set(String option, Object value) {
    return set(option, value, "--" + option);
  }

  /** Sets an option that the user knows by another name. */
  public LongOptions set(String option, Object value, String name) {
    if (!NAMES.contains(option)) {
      throw new IllegalArgumentException("option: " + option + " (expected: one of " + NAMES + ")");
    }
    put(option, commandLine(name, value));
    return this;
  }

  /** Adds a rule as text. Rules keep the order of the calls. */
  public LongOptions rule(String text) {
    rules.add(text);
    return this;
  }

  /** Adds a toxic as text. Toxics keep the order of the calls. */
  public LongOptions toxic(String text) {
    toxics.add(text);
    return this;
  }

  /** Sets an option of a behavior for every proxy. Whether both exist is checked later. */
  public LongOptions behavior(String behavior, String option, Object value) {
    putBehavior(behavior, option, commandLine("--behavior-" + behavior + "-" + option, value));
    return this;
  }

  /** Sets an option of a protocol for every proxy. Whether both exist is checked later. */
  public LongOptions protocol(String protocol, String option, Object value) {
    putProtocol(protocol, option, commandLine("--protocol-" + protocol + "-" + option, value));
    return this;
  }

  private static Setting commandLine(String name, Object value) {
    return new Setting(name, value.toString(), Place.COMMAND_LINE);
  }

  public void put(String option, Setting value) {
    if (option.equals(OtelConfig.SECTION)) {
      options.putAll(OtelConfig.of(value));
    } else {
      options.put(HttpConfig.LONG.getOrDefault(option, option), value);
    }
  }

  public void putBehavior(String behavior, String option, Setting value) {
    behaviors.merge(behavior, plugin(behavior, option, value), (old, more) -> more.over(old));
  }

  public void putProtocol(String protocol, String option, Setting value) {
    protocols.merge(protocol, plugin(protocol, option, value), (old, more) -> more.over(old));
  }

  private static PluginConfig plugin(String name, String option, Setting value) {
    return new PluginConfig(
        value.name(), name, value.place(), Map.of(Option.normalName(option), value));
  }

  /** The options that are not about a proxy, by the keys of {@link Draft}. */
  public Map<String, Setting> general() {
    Map<String, Setting> general = new LinkedHashMap<>(options);
    general.keySet().retainAll(Draft.ALL_KEYS);
    return general;
  }

  /** The options of plugins. */
  ProxyDraft plugins() {
    return ProxyDraft.ofOptions(behaviors, protocols);
  }

  /** The options that are about one proxy. */
  ProxyDraft proxy(Problems problems) {
    Map<String, Setting> settings = new LinkedHashMap<>();
    aboutOneProxy()
        .forEach((name, value) -> settings.put(PROXY_KEYS.getOrDefault(name, name), value));
    settings.remove(RULE);
    settings.remove(TOXIC);
    Setting mix = settings.remove(MIX);
    Setting timeout = settings.remove(ProxyKeys.TIMEOUT);
    if (timeout != null) {
      ProxyKeys.putTimeout(timeout, settings);
    }
    return new ProxyDraft(
        settings,
        Optional.ofNullable(mix).flatMap(text -> Weights.of(text, problems)),
        Map.of(),
        Map.of(),
        toxics.isEmpty() ? Optional.empty() : Optional.of(toxics(problems)),
        rules.isEmpty() ? Optional.empty() : Optional.of(rules(problems)));
  }

  private List<RuleConfig> rules(Problems problems) {
    List<RuleConfig> read = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      RuleText.read(spot(RULE, i, rules), rules.get(i), i + 1, problems).ifPresent(read::add);
    }
    RuleNames.refuseSame(read, problems);
    return read;
  }

  private List<ToxicConfig> toxics(Problems problems) {
    List<ToxicConfig> read = new ArrayList<>();
    for (int i = 0; i < toxics.size(); i++) {
      ToxicText.read(spot(TOXIC, i, toxics), toxics.get(i), problems).ifPresent(read::add);
    }
    new ToxicForm(problems, false).refuseSameNames(read);
    return read;
  }

  private static Spot spot(String option, int i, List<String> all) {
    return new Spot(all.size() == 1 ? option : option + "[" + i + "]", Place.COMMAND_LINE);
  }

  /** The options that need a proxy, as they were written. */
  public Map<String, Setting> aboutOneProxy() {
    Map<String, Setting> rest = new LinkedHashMap<>(options);
    rest.keySet().removeAll(Draft.ALL_KEYS);
    rest.remove(STAY_CONNECTED);
    rest.remove(SYNC);
    if (!toxics.isEmpty()) {
      rest.put(TOXIC, commandLine(TOXIC, toxics.get(0)));
    }
    if (!rules.isEmpty()) {
      rest.put(RULE, commandLine(RULE, rules.get(0)));
    }
    return rest;
  }

  /** Returns messages for the log about valid options that change nothing. */
  List<String> notices(Problems problems) {
    return Stream.concat(
            notice(
                STAY_CONNECTED,
                "is always so, connections are kept as long as client and protocol keep them",
                problems)
                .stream(),
            notice(SYNC, "is accepted, and has no effect", problems).stream())
        .toList();
  }

  private Optional<String> notice(String option, String text, Problems problems) {
    return Optional.ofNullable(options.get(option))
        .flatMap(
            setting ->
                setting
                    .read(Option.flag(option, text), problems)
                    .filter(on -> on)
                    .map(on -> setting.name() + ": " + text + setting.place().suffix()));
  }
}
