package io.galopin.scenario.read;

import io.galopin.rules.source.Section;
import io.galopin.rules.source.Setting;
import io.galopin.scenario.model.Expectation;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads probes: what they ask, how often, and what must hold for the answers. */
record ProbeReader(Keys keys) {

  private static final List<String> KINDS =
      List.of("http", "tcp", "redis", "sql", "command", "traffic");
  private static final Pattern ADDRESS = Pattern.compile("(.+):([0-9]{1,5})");
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final int MOST_PORT = 65_535;

  /** Reads one probe; empty if there was a problem. */
  Optional<Steady> read(Section section, String standardName) {
    String name = keys.text(section, "name").orElse(standardName);
    Optional<Section> expect = section.section("expect");
    OptionalInt status = expect.map(this::status).orElse(OptionalInt.empty());
    Optional<Target> target = target(section, status);
    Duration every = keys.time(section, "every", SHORTEST, Keys.DAY).orElse(Duration.ofSeconds(1));
    Duration timeout =
        keys.time(section, "timeout", Duration.ofMillis(1), Duration.ofHours(1))
            .orElse(Duration.ofSeconds(5));
    List<Expectation> expected =
        expect.map(new ExpectationReader(keys)::ofProbe).orElse(List.of(Expectation.NO_ERRORS));
    if (status.isPresent() && target.isPresent() && !(target.get() instanceof Target.Http)) {
      keys.refuse(
          section.pathOf("expect.status"), status.getAsInt(), "only with http", section.place());
    }
    expect.ifPresent(Section::refuseOthers);
    section.refuseOthers();
    return target.map(found -> new Steady(name, found, every, timeout, expected));
  }

  private OptionalInt status(Section expect) {
    return keys.whole(expect, "status", 100, 599)
        .map(status -> OptionalInt.of(status.intValue()))
        .orElse(OptionalInt.empty());
  }

  private Optional<Target> target(Section section, OptionalInt status) {
    List<String> given = new ArrayList<>();
    KINDS.forEach(kind -> section.any(kind).ifPresent(value -> given.add(kind)));
    if (given.size() != 1) {
      keys.refuse(
          section.path(),
          given.isEmpty() ? "no probe" : String.join(" and ", given),
          "one of " + String.join(", ", KINDS),
          section.place());
      return Optional.empty();
    }
    return switch (given.get(0)) {
      case "http" -> http(section, status);
      case "tcp" ->
          address(section, "tcp").map(parts -> new Target.Tcp(parts.group(1), port(parts)));
      case "redis" ->
          address(section, "redis").map(parts -> new Target.Redis(parts.group(1), port(parts)));
      case "sql" -> sql(section);
      case "command" -> command(section);
      default -> keys.text(section, "traffic").map(Target.Traffic::new);
    };
  }

  private static int port(Matcher parts) {
    return Integer.parseInt(parts.group(2));
  }

  private Optional<Target> http(Section section, OptionalInt status) {
    String method = keys.text(section, "method").orElse("GET").toUpperCase(Locale.ROOT);
    Setting url = section.single("http").orElse(null);
    if (url == null) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(url.text());
      if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
        return Optional.of(new Target.Http(uri, method, status));
      }
    } catch (URISyntaxException isNone) {
      // Refused below.
    }
    keys.refuse(url, "a URL in quotes, as in \"http://localhost:8000/health\"");
    return Optional.empty();
  }

  private Optional<Matcher> address(Section section, String key) {
    return section
        .single(key)
        .flatMap(
            setting -> {
              Matcher parts = ADDRESS.matcher(setting.text().strip());
              if (parts.matches() && port(parts) > 0 && port(parts) <= MOST_PORT) {
                return Optional.of(parts);
              }
              keys.refuse(setting, "host:port in quotes, as in \"localhost:6379\"");
              return Optional.empty();
            });
  }

  private Optional<Target> sql(Section section) {
    String query = keys.text(section, "query").orElse("select 1");
    String user = keys.text(section, "user").orElse("");
    String password = keys.text(section, "password").orElse("");
    Optional<Path> driver =
        section.single("driver").flatMap(setting -> setting.path(keys.problems()));
    Optional<Setting> url = section.single("sql");
    if (url.filter(setting -> !setting.text().startsWith("jdbc:")).isPresent()) {
      keys.refuse(url.get(), "a JDBC URL, as in \"jdbc:postgresql://localhost/shop\"");
      return Optional.empty();
    }
    return url.map(setting -> new Target.Sql(setting.text(), query, user, password, driver));
  }

  private Optional<Target> command(Section section) {
    List<Setting> words = keys.texts(section, "command");
    List<String> texts =
        words.size() == 1
            ? List.of(words.get(0).text().strip().split("\\s+"))
            : words.stream().map(Setting::text).toList();
    if (texts.isEmpty() || texts.get(0).isEmpty()) {
      keys.refuse(section.pathOf("command"), "nothing", "a program and its words", section.place());
      return Optional.empty();
    }
    return Optional.of(new Target.Command(texts));
  }
}
