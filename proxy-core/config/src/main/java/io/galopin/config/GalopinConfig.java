package io.galopin.config;

import io.galopin.config.settings.Draft;
import io.galopin.config.settings.HttpConfig;
import io.galopin.config.settings.ImpairConfig;
import io.galopin.config.settings.LogLevel;
import io.galopin.config.settings.OtelConfig;
import io.galopin.config.settings.StatsdConfig;
import io.galopin.engine.Catalog;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.tls.TlsEnds;
import io.galopin.rules.profile.Profiles;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The whole configuration, complete with defaults, before plugins are known. Immutable. Paths that
 * are not absolute are relative to the working directory.
 *
 * @param seed empty if one is to be chosen
 * @param plugins the folder of third-party plugins
 * @param journal the file to which faults are written
 * @param exchanges the file to which exchanges that are over are written
 * @param logLevel the lowest level that is logged
 * @param logOutput the log file; empty for the terminal
 * @param heldPerLink the memory that delays and toxics may hold on one link, in bytes; empty for
 *     the engine's own limit
 * @param heldInAll the same for all links together
 * @param http where the control API is served; empty if it is not served
 * @param statsd where metrics are sent; empty if they are not sent
 * @param otel what an OpenTelemetry collector is sent; empty if nothing is sent
 * @param impairMax when impairments end that have no end of their own; empty if they do not
 * @param profiles that are known, with those of the file
 * @param proxies in the order of the file; empty only for a server that waits for calls
 * @param behaviors options of behaviors for every proxy, by behavior
 * @param protocols options of protocols for every proxy, by protocol
 * @param notices sentences for the log about valid settings that change nothing
 */
public record GalopinConfig(
    OptionalLong seed,
    Optional<Path> plugins,
    Optional<Path> journal,
    Optional<Path> exchanges,
    LogLevel logLevel,
    Optional<Path> logOutput,
    OptionalLong heldPerLink,
    OptionalLong heldInAll,
    Optional<HttpConfig> http,
    Optional<StatsdConfig> statsd,
    Optional<OtelConfig> otel,
    Optional<Duration> impairMax,
    Profiles profiles,
    List<ProxyConfig> proxies,
    Map<String, PluginConfig> behaviors,
    Map<String, PluginConfig> protocols,
    List<String> notices) {

  public GalopinConfig {
    proxies = List.copyOf(proxies);
    behaviors = Collections.unmodifiableMap(new LinkedHashMap<>(behaviors));
    protocols = Collections.unmodifiableMap(new LinkedHashMap<>(protocols));
    notices = List.copyOf(notices);
  }

  /**
   * Creates what the engine runs: each proxy with new instances of its plugins, even disabled ones.
   *
   * @throws ConfigProblem with every unknown plugin and every option that does not fit, even for
   *     plugins that no proxy uses
   */
  public List<ProxySpec> specs(Catalog catalog) {
    Problems problems = new Problems();
    Assembly assembly = new Assembly(catalog, problems);
    behaviors.values().forEach(assembly::checkBehavior);
    protocols.values().forEach(assembly::checkProtocol);
    List<ProxySpec> specs =
        proxies.stream()
            .map(proxy -> assembly.spec(proxy, TlsEnds.NONE))
            .flatMap(Optional::stream)
            .toList();
    problems.throwIfAny();
    return specs;
  }

  /**
   * Returns the names of the settings that a running process keeps, and that differ in another
   * configuration.
   */
  public List<String> fixedThatDiffer(GalopinConfig other) {
    Map<String, Boolean> same = new LinkedHashMap<>();
    same.put(Draft.SEED, seed.equals(other.seed));
    same.put(Draft.PLUGINS, plugins.equals(other.plugins));
    same.put(Draft.JOURNAL, journal.equals(other.journal));
    same.put(Draft.EXCHANGES, exchanges.equals(other.exchanges));
    same.put(Draft.LOG_LEVEL, logLevel == other.logLevel);
    same.put(Draft.LOG_OUTPUT, logOutput.equals(other.logOutput));
    same.put(Draft.HELD_PER_LINK, heldPerLink.equals(other.heldPerLink));
    same.put(Draft.HELD_IN_ALL, heldInAll.equals(other.heldInAll));
    same.put(HttpConfig.SECTION, http.equals(other.http));
    same.put(StatsdConfig.SECTION, statsd.equals(other.statsd));
    same.put(OtelConfig.SECTION, otel.equals(other.otel));
    same.put(ImpairConfig.SECTION, impairMax.equals(other.impairMax));
    return same.entrySet().stream()
        .filter(each -> !each.getValue())
        .map(Map.Entry::getKey)
        .toList();
  }
}
