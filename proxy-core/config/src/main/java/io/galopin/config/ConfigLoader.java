package io.galopin.config;

import io.galopin.api.Option;
import io.galopin.config.form.Defaults;
import io.galopin.config.form.Document;
import io.galopin.config.settings.Draft;
import io.galopin.config.settings.HttpConfig;
import io.galopin.config.settings.ImpairConfig;
import io.galopin.config.settings.LogLevel;
import io.galopin.config.settings.LongOptions;
import io.galopin.config.settings.Overlay;
import io.galopin.config.settings.ProxyDraft;
import io.galopin.config.settings.StatsdConfig;
import io.galopin.journal.RecordedProxy;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.rules.source.Place;
import io.galopin.rules.source.Problems;
import io.galopin.rules.source.Setting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads configurations: a file in HOCON, JSON, Vaurien's INI form or Toxiproxy's list of proxies,
 * with a command line over it. The content tells the form, not the name. Includes and
 * substitutions, also from the environment, work as in HOCON. System properties are ignored.
 *
 * <p>The command line wins. Its options of plugins apply to every proxy of the file. Its other
 * options about a proxy apply to the one called {@code main}, or to the only one. If the file has
 * no proxy, or there is no file, they create one called {@code main}, with Vaurien's defaults.
 *
 * <p>All methods throw a {@link ConfigProblem} with all problems. Thread-safe.
 */
public final class ConfigLoader {

  private static final Option<LogLevel> LOG_LEVEL =
      Option.choice(Draft.LOG_LEVEL, LogLevel.class, "the least that is logged");

  /** Names of Vaurien and Toxiproxy for levels that have other names here. */
  private static final Map<String, String> LEVELS =
      Map.of("warning", "warn", "critical", "error", "fatal", "error", "panic", "error");

  /** Less would not hold two reads. */
  private static final long LEAST_HELD = 1L << 20;

  private ConfigLoader() {}

  /** Reads a file. */
  public static GalopinConfig load(Path file) {
    return load(file, new LongOptions());
  }

  /** Reads a file with a command line over it. */
  public static GalopinConfig load(Path file, LongOptions commandLine) {
    Problems problems = new Problems();
    Document document = Document.read(file, problems).orElse(null);
    problems.throwIfAny();
    return load(Optional.ofNullable(document), commandLine, problems);
  }

  /**
   * Reads a file, if there is one, for a server that can start without any proxy. Creates only
   * proxies that the file names. The control API is served where Toxiproxy's clients look for it,
   * unless the file says otherwise.
   */
  public static GalopinConfig loadForServer(Optional<Path> file, LongOptions commandLine) {
    Problems problems = new Problems();
    Optional<Document> document = file.flatMap(named -> Document.read(named, problems));
    problems.throwIfAny();
    Defaults defaults = Defaults.load();
    return load(document, commandLine, defaults.forServer(), Optional.empty(), problems);
  }

  /** Reads only a command line. */
  public static GalopinConfig load(LongOptions commandLine) {
    return load(Optional.empty(), commandLine, new Problems());
  }

  /**
   * Returns the proxies of a recorded run, with a command line over them. Without proxies, reads
   * only the command line.
   *
   * @param originName the record's name in messages
   */
  public static GalopinConfig load(
      List<RecordedProxy> recorded, String originName, LongOptions commandLine) {
    if (recorded.isEmpty()) {
      return load(commandLine);
    }
    Problems problems = new Problems();
    RecordedProxies.refuseWithoutPort(recorded, originName, commandLine, problems);
    problems.throwIfAny();
    Document document = RecordedProxies.document(recorded, originName);
    return load(Optional.of(document), commandLine, problems);
  }

  /**
   * Reads a text.
   *
   * @param originName the text's name in messages
   */
  public static GalopinConfig load(String text, String originName) {
    Document document = new Document(originName, text, Optional.empty());
    return load(Optional.of(document), new LongOptions(), new Problems());
  }

  private static GalopinConfig load(
      Optional<Document> document, LongOptions commandLine, Problems problems) {
    Defaults defaults = Defaults.load();
    return load(document, commandLine, defaults, Optional.of(defaults.main()), problems);
  }

  private static GalopinConfig load(
      Optional<Document> document,
      LongOptions commandLine,
      Defaults defaults,
      Optional<ProxyDraft> main,
      Problems problems) {
    // An INI file has long options, too, and is always about a proxy.
    Overlay ini = new Overlay(Optional.of(defaults.main()), problems);
    Draft file = document.map(found -> found.draft(ini, problems)).orElse(Draft.EMPTY);
    Draft draft = new Overlay(main, problems).over(file, commandLine);
    GalopinConfig config = complete(draft, defaults.draft(), problems);
    problems.throwIfAny();
    return config;
  }

  /** Checks and completes what was read. {@code problems} has what could not be read. */
  static GalopinConfig complete(Draft draft, Draft defaults, Problems problems) {
    Map<String, Setting> settings = new HashMap<>(defaults.settings());
    settings.putAll(draft.settings());
    ProxyDraft common = draft.common().over(defaults.common());
    List<ProxyConfig> proxies = new ArrayList<>();
    Map<String, ProxyDraft> drafts = new HashMap<>();
    draft
        .proxies()
        .forEach(
            (name, proxy) -> {
              Place place = draft.places().getOrDefault(name, Place.COMMAND_LINE);
              drafts.put(name, proxy.over(common));
              new Completion(name, place, proxy.over(common), problems)
                  .proxy()
                  .ifPresent(proxies::add);
            });
    ListenClash.check(proxies, drafts, problems);
    Optional<HttpConfig> http = HttpConfig.of(settings, problems);
    Optional<StatsdConfig> statsd = StatsdConfig.of(settings, problems);
    refuseOneFileForBoth(settings, problems);
    return new GalopinConfig(
        seed(settings, problems),
        path(settings, Draft.PLUGINS, problems),
        path(settings, Draft.JOURNAL, problems),
        path(settings, Draft.EXCHANGES, problems),
        logLevel(settings, problems),
        path(settings, Draft.LOG_OUTPUT, problems).filter(file -> !file.equals(Path.of("-"))),
        held(settings, Draft.HELD_PER_LINK, problems),
        held(settings, Draft.HELD_IN_ALL, problems),
        http,
        statsd,
        ImpairConfig.max(settings, problems),
        proxies,
        common.behaviors(),
        common.protocols(),
        notices(draft, http, statsd));
  }

  private static List<String> notices(
      Draft draft, Optional<HttpConfig> http, Optional<StatsdConfig> statsd) {
    List<String> notices = new ArrayList<>(draft.notices());
    if (http.isEmpty()) {
      HttpConfig.notice(draft.settings()).ifPresent(notices::add);
    }
    if (statsd.isEmpty()) {
      StatsdConfig.notice(draft.settings()).ifPresent(notices::add);
    }
    return notices;
  }

  private static OptionalLong seed(Map<String, Setting> settings, Problems problems) {
    Setting seed = settings.get(Draft.SEED);
    if (seed == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(seed.text()));
    } catch (NumberFormatException notOne) {
      problems.add(
          seed.name(),
          seed.text(),
          "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE,
          seed.place());
      return OptionalLong.empty();
    }
  }

  private static LogLevel logLevel(Map<String, Setting> settings, Problems problems) {
    return Optional.ofNullable(settings.get(Draft.LOG_LEVEL))
        .map(
            level ->
                new Setting(
                    level.name(),
                    LEVELS.getOrDefault(level.text().toLowerCase(Locale.ROOT), level.text()),
                    level.place()))
        .flatMap(level -> level.read(LOG_LEVEL, problems))
        // Missing only if it was refused: reference.conf has one.
        .orElse(LogLevel.INFO);
  }

  /** Reads a limit on held bytes. */
  private static OptionalLong held(Map<String, Setting> settings, String key, Problems problems) {
    Option<Long> size = Option.size(key, LEAST_HELD, Long.MAX_VALUE, "the memory held back");
    return Optional.ofNullable(settings.get(key))
        .flatMap(setting -> setting.read(size, problems))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  /** Lines of two kinds in one file can neither be replayed nor counted. */
  private static void refuseOneFileForBoth(Map<String, Setting> settings, Problems problems) {
    Setting journal = settings.get(Draft.JOURNAL);
    Setting exchanges = settings.get(Draft.EXCHANGES);
    if (journal == null || exchanges == null) {
      return;
    }
    Optional<Path> one = journal.path(new Problems());
    Optional<Path> other = exchanges.path(new Problems());
    if (one.isPresent() && one.map(ConfigLoader::whole).equals(other.map(ConfigLoader::whole))) {
      problems.add(
          exchanges.name(),
          exchanges.text(),
          "another file than that of the journal",
          exchanges.place());
    }
  }

  private static Path whole(Path file) {
    return file.toAbsolutePath().normalize();
  }

  private static Optional<Path> path(Map<String, Setting> settings, String key, Problems problems) {
    return Optional.ofNullable(settings.get(key)).flatMap(setting -> setting.path(problems));
  }
}
