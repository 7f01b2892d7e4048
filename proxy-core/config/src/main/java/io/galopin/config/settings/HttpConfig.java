package io.galopin.config.settings;

import io.galopin.api.Option;
import io.galopin.config.tls.TlsKeys;
import io.galopin.config.tls.TlsReading;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import io.galopin.tls.ListenTls;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the control API is served.
 *
 * @param host where it listens, as the user wrote it; empty for all addresses of this machine
 * @param port 0 for any free one
 * @param tokenFile the file with the token that clients need
 * @param tls how it speaks TLS; empty for plain text
 */
public record HttpConfig(String host, int port, Optional<Path> tokenFile, Optional<ListenTls> tls) {

  /** The section in HOCON, and the prefix of the long options. */
  public static final String SECTION = "http";

  private static final String TOKEN_FILE = "token-file";
  private static final Option<Boolean> ENABLED =
      Option.flag("enabled", "whether the control API is served");
  private static final Option<String> HOST = Option.text("host", "where the control API listens");
  private static final Option<Long> PORT = Option.integer("port", 0, 65_535, "its port");

  /** The keys of the section. */
  public static final List<String> KEYS =
      List.of(ENABLED.name(), HOST.name(), PORT.name(), TOKEN_FILE);

  /** The long options, and their keys in {@link Draft#settings}. */
  static final Map<String, String> LONG = longOptions();

  /** Creates one that speaks plain text. */
  public HttpConfig(String host, int port, Optional<Path> tokenFile) {
    this(host, port, tokenFile, Optional.empty());
  }

  private static Map<String, String> longOptions() {
    Map<String, String> all = new LinkedHashMap<>(TlsKeys.LONG_OF_HTTP);
    all.put(SECTION, path(ENABLED.name()));
    all.put("http-host", path(HOST.name()));
    all.put("http-port", path(PORT.name()));
    all.put("http-token-file", path(TOKEN_FILE));
    return Map.copyOf(all);
  }

  /** Returns the keys of {@link Draft#settings} that are about the control API. */
  static List<String> paths() {
    return Stream.of(
            KEYS.stream().map(HttpConfig::path),
            Stream.of(TlsKeys.HTTP),
            TlsKeys.OF_HTTP.stream().map(key -> TlsKeys.path(TlsKeys.HTTP, key)))
        .flatMap(paths -> paths)
        .toList();
  }

  /** Returns the key in {@link Draft#settings} for a key of the section. */
  public static String path(String key) {
    return SECTION + "." + key;
  }

  /**
   * Reads the settings, complete with defaults. Checks each, even if the API is not served.
   *
   * @return empty if the API is not served, or something is wrong
   */
  public static Optional<HttpConfig> of(Map<String, Setting> settings, Problems problems) {
    Optional<Boolean> enabled = read(ENABLED, settings, problems);
    Optional<String> host = read(HOST, settings, problems);
    Optional<Long> port = read(PORT, settings, problems);
    Optional<Path> tokenFile =
        Optional.ofNullable(settings.get(path(TOKEN_FILE)))
            .flatMap(setting -> setting.path(problems));
    Optional<ListenTls> tls = new TlsReading(settings, problems).http();
    return host.isPresent() && port.isPresent()
        ? enabled
            .filter(on -> on)
            .map(on -> new HttpConfig(host.get().strip(), port.get().intValue(), tokenFile, tls))
        : Optional.empty();
  }

  /** Returns a message for the log about settings that nothing switches on. */
  public static Optional<String> notice(Map<String, Setting> given) {
    return SwitchedOff.notice(
        paths(),
        path(ENABLED.name()),
        "the control API is not served",
        "http.enabled = true, or --http",
        given);
  }

  private static <T> Optional<T> read(
      Option<T> option, Map<String, Setting> settings, Problems problems) {
    return Optional.ofNullable(settings.get(path(option.name())))
        .flatMap(setting -> setting.read(option, problems));
  }
}
