package io.galopin.config;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one source says, before anything is laid over it.
 *
 * @param settings the single values at the top, by key
 * @param common what holds for each proxy that does not say otherwise
 * @param proxies in the order of lines
 * @param places where each proxy was named
 * @param notices sentences for the log
 */
record Draft(
    Map<String, Setting> settings,
    ProxyDraft common,
    Map<String, ProxyDraft> proxies,
    Map<String, Place> places,
    List<String> notices) {

  static final String SEED = "seed";
  static final String PLUGINS = "plugins";
  static final String JOURNAL = "journal";
  static final String LOG_LEVEL = "log-level";
  static final String LOG_OUTPUT = "log-output";

  /** The keys of {@link #settings}. */
  static final List<String> KEYS = List.of(SEED, PLUGINS, JOURNAL, LOG_LEVEL, LOG_OUTPUT);

  /** Says nothing. */
  static final Draft EMPTY =
      new Draft(Map.of(), ProxyDraft.ofOptions(Map.of(), Map.of()), Map.of(), Map.of(), List.of());

  /** The same with more for the log. */
  Draft withNotices(List<String> more) {
    return new Draft(
        settings, common, proxies, places, Stream.concat(notices.stream(), more.stream()).toList());
  }
}
