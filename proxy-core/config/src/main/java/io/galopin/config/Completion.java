package io.galopin.config;

import static io.galopin.config.settings.ProxyKeys.BACKLOG;
import static io.galopin.config.settings.ProxyKeys.BUFSIZE;
import static io.galopin.config.settings.ProxyKeys.CONNECT_TIMEOUT;
import static io.galopin.config.settings.ProxyKeys.ENABLED;
import static io.galopin.config.settings.ProxyKeys.IDLE_TIMEOUT;
import static io.galopin.config.settings.ProxyKeys.POOL_MAX_SIZE;
import static io.galopin.config.settings.ProxyKeys.POOL_TIMEOUT;

import io.galopin.api.Option;
import io.galopin.api.OptionException;
import io.galopin.config.settings.ProxyDraft;
import io.galopin.config.settings.ProxyKeys;
import io.galopin.config.tls.TlsConfig;
import io.galopin.config.tls.TlsKeys;
import io.galopin.config.tls.TlsReading;
import io.galopin.config.tls.Upstream;
import io.galopin.engine.Limits;
import io.galopin.engine.socket.Address;
import io.galopin.rules.Weights;
import io.galopin.rules.profile.Profile;
import io.galopin.rules.profile.Profiles;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.rules.toxic.ToxicConfig;
import io.galopin.rules.toxic.ToxicForm;
import io.galopin.tls.BackendTls;
import io.galopin.tls.ListenTls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** Reads the settings of one proxy after all sources were merged. */
final class Completion {

  private final String name;
  private final Place place;
  private final ProxyDraft draft;
  private final Profiles profiles;
  private final Problems problems;

  Completion(String name, Place place, ProxyDraft draft, Profiles profiles, Problems problems) {
    this.name = name;
    this.place = place;
    this.draft = draft;
    this.profiles = profiles;
    this.problems = problems;
  }

  /** Returns the proxy; empty if there was a problem. */
  Optional<ProxyConfig> proxy() {
    Optional<Address> listen = address(ProxyKeys.LISTEN);
    Optional<Upstream> upstream = upstream();
    TlsReading tls = new TlsReading(draft.settings(), problems);
    Optional<ListenTls> listenTls = tls.listen();
    Optional<BackendTls> backendTls = upstream.flatMap(backend -> tls.backend(backend.tls()));
    Optional<PluginConfig> protocol = setting(ProxyKeys.PROTOCOL).map(this::protocol);
    Optional<Boolean> enabled = read(ENABLED);
    Optional<Limits> limits = limits();
    if (listen.isEmpty()
        || upstream.isEmpty()
        || protocol.isEmpty()
        || enabled.isEmpty()
        || limits.isEmpty()
        || draft.mix().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProxyConfig(
            name,
            place,
            listen.get(),
            upstream.get().address(),
            new TlsConfig(listenTls, backendTls, layer()),
            protocol.get(),
            draft.mix().get().percents(),
            behaviors(draft.mix().get()),
            toxics(),
            draft.rules().orElse(List.of()).stream()
                .map(rule -> rule.over(draft.behaviors()))
                .toList(),
            setting(ProxyKeys.DRAW_BY),
            limits.get(),
            enabled.get()));
  }

  /** Returns those of the profile, which come first, and the others. */
  private List<ToxicConfig> toxics() {
    List<ToxicConfig> toxics = new ArrayList<>();
    setting(Profiles.OF_PROXY)
        .ifPresent(
            profile -> {
              try {
                toxics.addAll(profiles.named(profile.text()).toxics(Profile.CONFIGURED));
              } catch (OptionException unknown) {
                problems.add(profile.name(), unknown, profile.place());
              }
            });
    toxics.addAll(draft.toxics().orElse(List.of()));
    if (setting(Profiles.OF_PROXY).isPresent()) {
      new ToxicForm(problems, false).refuseSameNames(toxics);
    }
    return toxics;
  }

  private Optional<Setting> setting(String key) {
    return Optional.ofNullable(draft.settings().get(key));
  }

  /** The protocol of handshakes with clients. */
  private PluginConfig layer() {
    Setting listen = draft.settings().get(TlsKeys.LISTEN);
    return PluginConfig.chosen(
        "proxies." + name + "." + TlsKeys.LISTEN,
        TlsConfig.LAYER,
        listen == null ? place : listen.place(),
        draft.protocols());
  }

  private Optional<Upstream> upstream() {
    Optional<Setting> host = setting(ProxyKeys.UPSTREAM_HOST);
    return host.isPresent() && setting(ProxyKeys.UPSTREAM).isEmpty()
        ? host.flatMap(alone -> Address.withoutPort(alone.text()))
            .map(alone -> new Upstream(alone, false))
        : address(ProxyKeys.UPSTREAM, Upstream::parse)
            .filter(upstream -> isReachable(upstream.address()));
  }

  private Optional<Address> address(String key) {
    return address(key, Address::parse);
  }

  private <A> Optional<A> address(String key, BiFunction<String, String, A> parse) {
    if (setting(key).isEmpty()) {
      problems.missing("proxies." + name + "." + key, "host:port, as in localhost:8000", place);
    }
    return setting(key).flatMap(setting -> address(setting, parse));
  }

  private <A> Optional<A> address(Setting setting, BiFunction<String, String, A> parse) {
    try {
      return Optional.of(parse.apply(setting.name(), setting.text()));
    } catch (OptionException wrong) {
      problems.add(setting.name(), wrong, setting.place());
      return Optional.empty();
    }
  }

  private boolean isReachable(Address upstream) {
    boolean reachable = !upstream.host().isEmpty() && upstream.port() != 0;
    if (!reachable) {
      setting(ProxyKeys.UPSTREAM)
          .ifPresent(
              setting ->
                  problems.add(
                      setting.name(),
                      setting.text(),
                      "a host and a port from 1 to 65535",
                      setting.place()));
    }
    return reachable;
  }

  private PluginConfig protocol(Setting setting) {
    return PluginConfig.chosen(setting.name(), setting.text(), setting.place(), draft.protocols());
  }

  private Map<String, PluginConfig> behaviors(Weights mix) {
    Map<String, PluginConfig> behaviors = new LinkedHashMap<>(draft.behaviors());
    mix.places()
        .forEach(
            (behavior, where) ->
                behaviors.put(
                    behavior, PluginConfig.chosen(mix.what(), behavior, where, draft.behaviors())));
    return behaviors;
  }

  /**
   * Reads an option; empty if it was refused. {@code reference.conf} has a value for required ones.
   */
  private <T> Optional<T> read(Option<T> option) {
    return setting(option.name()).flatMap(setting -> setting.read(option, problems));
  }

  private OptionalInt number(Option<Long> option) {
    return read(option)
        .map(value -> OptionalInt.of(Math.toIntExact(value)))
        .orElse(OptionalInt.empty());
  }

  private Optional<Limits> limits() {
    var connect = read(CONNECT_TIMEOUT);
    var idle = read(IDLE_TIMEOUT);
    var poolSize = number(POOL_MAX_SIZE);
    var poolTimeout = read(POOL_TIMEOUT);
    var backlog = number(BACKLOG);
    var readBytes = number(BUFSIZE);
    return connect.flatMap(
        longest ->
            poolTimeout.map(wait -> new Limits(longest, idle, poolSize, wait, backlog, readBytes)));
  }
}
