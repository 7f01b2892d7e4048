package io.galopin.config.settings;

import io.galopin.config.tls.TlsKeys;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lays long options over a file.
 *
 * <p>Options of plugins replace those of every proxy. Options about one proxy go to the proxy
 * {@code main}, or to the only one. A file without proxies gets one called {@code main}.
 */
public final class Overlay {

  /** The proxy that long options make without a file. */
  static final String MAIN = "main";

  private final Optional<ProxyDraft> mainDefaults;
  private final Problems problems;

  /**
   * Creates an overlay.
   *
   * @param mainDefaults the defaults for a proxy that only long options make; without them, they
   *     make none
   */
  public Overlay(Optional<ProxyDraft> mainDefaults, Problems problems) {
    this.mainDefaults = mainDefaults;
    this.problems = problems;
  }

  public Draft over(Draft file, LongOptions options) {
    Map<String, Setting> general = options.general();
    Map<String, Setting> settings = TlsKeys.without(file.settings(), general);
    settings.putAll(general);
    Map<String, ProxyDraft> proxies = new LinkedHashMap<>(file.proxies());
    if (proxies.isEmpty()) {
      mainDefaults.ifPresent(main -> proxies.put(MAIN, main));
    }
    proxies.replaceAll((name, proxy) -> options.plugins().over(proxy));
    Map<String, Setting> aboutOne = options.aboutOneProxy();
    if (!aboutOne.isEmpty()) {
      ProxyDraft upper = options.proxy(problems);
      one(proxies.keySet())
          .ifPresentOrElse(
              name -> proxies.computeIfPresent(name, (same, proxy) -> upper.over(proxy)),
              () -> refuse(aboutOne.values().iterator().next(), proxies));
    }
    return new Draft(
        settings,
        options.plugins().over(file.common()),
        proxies,
        file.places(),
        file.profiles(),
        notices(file, options));
  }

  /** Returns the proxy that is meant if none is named. */
  public static Optional<String> one(Collection<String> proxies) {
    return proxies.contains(MAIN)
        ? Optional.of(MAIN)
        : proxies.stream().filter(name -> proxies.size() == 1).findFirst();
  }

  private void refuse(Setting option, Map<String, ProxyDraft> proxies) {
    problems.add(
        option.name(),
        "given beside the proxies " + String.join(", ", proxies.keySet()),
        "a file with one proxy, or with one called " + MAIN,
        option.place());
  }

  private List<String> notices(Draft file, LongOptions options) {
    return Stream.concat(file.notices().stream(), options.notices(problems).stream()).toList();
  }
}
