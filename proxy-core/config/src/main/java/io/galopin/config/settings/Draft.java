package io.galopin.config.settings;

import io.galopin.rules.profile.Profile;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Setting;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The settings of one source, before anything is laid over them.
 *
 * @param settings the single values at the top, by key; those of {@code http} and other sections by
 *     section and key
 * @param common what applies to each proxy that does not say otherwise
 * @param proxies in the order of lines
 * @param places where each proxy was named
 * @param profiles of the user, by name
 * @param notices sentences for the log
 */
public record Draft(
    Map<String, Setting> settings,
    ProxyDraft common,
    Map<String, ProxyDraft> proxies,
    Map<String, Place> places,
    Map<String, Profile> profiles,
    List<String> notices) {

  /** Creates a draft without profiles. */
  public Draft(
      Map<String, Setting> settings,
      ProxyDraft common,
      Map<String, ProxyDraft> proxies,
      Map<String, Place> places,
      List<String> notices) {
    this(settings, common, proxies, places, Map.of(), notices);
  }

  public static final String SEED = "seed";
  public static final String PLUGINS = "plugins";
  public static final String JOURNAL = "journal";
  public static final String EXCHANGES = "exchanges";
  public static final String LOG_LEVEL = "log-level";
  public static final String LOG_OUTPUT = "log-output";
  public static final String HELD_PER_LINK = "held-per-link";
  public static final String HELD_IN_ALL = "held-in-all";

  /** The keys of the single values at the top. */
  public static final List<String> KEYS =
      List.of(SEED, PLUGINS, JOURNAL, EXCHANGES, LOG_LEVEL, LOG_OUTPUT, HELD_PER_LINK, HELD_IN_ALL);

  /** The keys of {@link #settings}. */
  static final List<String> ALL_KEYS =
      Stream.of(
              KEYS.stream(),
              HttpConfig.paths().stream(),
              StatsdConfig.KEYS.stream().map(StatsdConfig::path),
              ImpairConfig.KEYS.stream().map(ImpairConfig::path),
              OtelConfig.paths().stream())
          .flatMap(keys -> keys)
          .toList();

  /** Sets nothing. */
  public static final Draft EMPTY =
      new Draft(Map.of(), ProxyDraft.ofOptions(Map.of(), Map.of()), Map.of(), Map.of(), List.of());
}
