package io.galopin.app.options;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.galopin.api.Option;
import io.galopin.config.settings.LogLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The options of {@code galopin run} that do not depend on plugins, in the order of the help. */
public final class RunOptions {

  private static final Duration YEAR = Duration.ofDays(365);

  static final CliOption PROXY =
      CliOption.of("HOST:PORT", Option.text("proxy", "where to listen; port 0 picks a free one"))
          .shownAs("localhost:8000");
  static final CliOption BACKEND =
      CliOption.of("HOST:PORT", Option.text("backend", "where to relay to"))
          .shownAs("localhost:80");
  public static final CliOption PROTOCOL =
      CliOption.of("NAME", Option.text("protocol", "what is spoken; see galopin protocols"))
          .shownAs("tcp");
  static final CliOption BEHAVIOR =
      CliOption.of(
              "LIST",
              Option.text(
                  "behavior",
                  "20:delay,5:error and the like: percent and name of what is to go wrong; see"
                      + " galopin behaviors"))
          .shownAs("100:dummy");
  public static final CliOption RULE =
      CliOption.of(
              "TEXT",
              Option.text(
                  "rule",
                  "to which exchanges what is to happen, and when, as in 'when exchange=2 first 3"
                      + " error'; once for each rule, in their order; see docs/rules.md"))
          .asOftenAsWanted();
  public static final CliOption TOXIC =
      CliOption.of(
              "TEXT",
              Option.text(
                  "toxic",
                  "what is to happen to bytes, as in 'latency latency=300 jitter=50' or 'upstream"
                      + " 20% timeout'; once for each toxic, in their order; see galopin toxics"))
          .asOftenAsWanted();
  public static final CliOption CONFIG =
      CliOption.of(
          "FILE",
          Option.text("config", "configuration in HOCON, JSON or INI; options given here win"));
  public static final CliOption PLUGINS =
      CliOption.of("DIR", Option.text("plugins", "folder with further plugins, as JARs"));

  public static final CliOption SEED =
      CliOption.of(
              "N",
              Option.integer(
                  "seed",
                  Long.MIN_VALUE,
                  Long.MAX_VALUE,
                  "from which all chance follows; the same seed, the same faults"))
          .shownAs("random");
  public static final CliOption DRAW_BY =
      CliOption.of(
              "NAME",
              Option.text(
                  "draw-by",
                  "the attribute of requests by whose value chance is drawn, instead of by the"
                      + " order in which they come"))
          .shownAs("connection");
  public static final CliOption JOURNAL =
      CliOption.of(
          "FILE",
          Option.text(
              "journal",
              "writes each fault to the end of this file, as a line of JSON; - is standard output"));

  static final CliOption TIMEOUT =
      CliOption.of(
              "TIME",
              Option.duration(
                  "timeout",
                  SECONDS,
                  Duration.ofMillis(1),
                  YEAR,
                  "limit of a connect to the backend and, only if given, of a connection on which"
                      + " nothing moves"))
          .shownAs("connect 30 s, idle none");
  static final CliOption STAY_CONNECTED =
      CliOption.of(
          "", Option.flag("stay-connected", "of Vaurien: connections are always kept here"));
  static final CliOption SYNC = CliOption.of("", Option.flag("sync", "of Vaurien"));
  static final CliOption POOL_MAX_SIZE =
      CliOption.of(
              "N",
              Option.integer(
                  "pool-max-size",
                  1,
                  Integer.MAX_VALUE,
                  "most connections to the backend at a time; further clients wait"))
          .shownAs("no limit");
  static final CliOption POOL_TIMEOUT =
      CliOption.of(
          "TIME",
          Option.duration(
                  "pool-timeout",
                  SECONDS,
                  Duration.ZERO,
                  YEAR,
                  "how long they wait before they are closed")
              .orElse(Duration.ofSeconds(30)));
  static final CliOption BACKLOG =
      CliOption.of(
              "N",
              Option.integer(
                  "backlog", 1, Integer.MAX_VALUE, "most connections that wait for being accepted"))
          .shownAs("the platform's");
  static final CliOption BUFSIZE =
      CliOption.of(
              "SIZE",
              Option.size("bufsize", 1, 1 << 30, "most bytes to read from a socket at a time"))
          .shownAs("automatic");

  public static final CliOption LOG_LEVEL =
      CliOption.of(
          "NAME",
          Option.choice(
                  "log-level",
                  LogLevel.class,
                  "how much the log says; info tells of changes over the control API, debug of"
                      + " each exchange")
              .orElse(LogLevel.INFO));
  public static final CliOption LOG_OUTPUT =
      CliOption.of(
          "FILE", Option.text("log-output", "where the log goes; - is standard error").orElse("-"));

  public static final CliOption QUIET =
      CliOption.of(
          "", Option.flag("quiet", "says neither faults as they happen nor a summary in the end"));
  public static final CliOption LOG_FAULTS =
      CliOption.of(
          "",
          Option.flag(
              "log-faults",
              "says each fault as it happens, up to 20 in a second, on standard error even if that"
                  + " is no terminal"));

  private RunOptions() {}

  public static List<CliGroup> groups() {
    return List.of(
        new CliGroup(
            "What to relay, and what is to go wrong",
            List.of(PROXY, BACKEND, PROTOCOL, RULE, BEHAVIOR, TOXIC, CONFIG, PLUGINS)),
        new CliGroup("Chance and record", List.of(SEED, DRAW_BY, JOURNAL)),
        new CliGroup(
            "Connections", List.of(TIMEOUT, POOL_MAX_SIZE, POOL_TIMEOUT, BACKLOG, BUFSIZE)),
        ControlOptions.group(),
        new CliGroup(
            "Log, and what is said besides", List.of(LOG_LEVEL, LOG_OUTPUT, LOG_FAULTS, QUIET)),
        new CliGroup("Accepted, and without effect", List.of(STAY_CONNECTED, SYNC)));
  }

  /** The same groups, but the help names the installed protocols. */
  public static List<CliGroup> listing(Collection<String> protocols, List<CliGroup> groups) {
    CliOption protocol =
        CliOption.of(
                PROTOCOL.label(),
                Option.text(
                    PROTOCOL.meta().name(), "what is spoken: " + String.join(", ", protocols)))
            .shownAs(PROTOCOL.shownDefault());
    return groups.stream()
        .map(
            group ->
                new CliGroup(
                    group.heading(),
                    group.options().stream()
                        .map(option -> option.equals(PROTOCOL) ? protocol : option)
                        .toList()))
        .toList();
  }

  /** The options of the short help. */
  public static CliGroup brief() {
    return new CliGroup(
        "The options that most runs need",
        List.of(
            PROXY,
            BACKEND,
            PROTOCOL,
            BEHAVIOR,
            RULE,
            TOXIC,
            CONFIG,
            SEED,
            JOURNAL,
            ControlOptions.HTTP,
            QUIET));
  }
}
