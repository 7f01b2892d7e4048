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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

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
    Optional<Address> upstream = upstream();
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
            upstream.get(),
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

  private Optional<Address> upstream() {
    Optional<Setting> host = setting(ProxyKeys.UPSTREAM_HOST);
    return host.isPresent() && setting(ProxyKeys.UPSTREAM).isEmpty()
        ? host.flatMap(alone -> Address.withoutPort(alone.text()))
        : address(ProxyKeys.UPSTREAM).filter(this::isReachable);
  }

  private Optional<Address> address(String key) {
    if (setting(key).isEmpty()) {
      problems.missing("proxies." + name + "." + key, "host:port, as in localhost:8000", place);
    }
    return setting(key).flatMap(this::address);
  }

  private Optional<Address> address(Setting setting) {
    try {
      return Optional.of(Address.parse(setting.name(), setting.text()));
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
