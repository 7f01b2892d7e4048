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
      CliOption.of("HOST:PORT", Option.text("backend", "the backend; tls:// for TLS"))
          .shownAs("localhost:80");
  public static final CliOption PROTOCOL =
      CliOption.of(
              "NAME", Option.text("protocol", "the protocol of the traffic; see galopin protocols"))
          .shownAs("tcp");
  static final CliOption BEHAVIOR =
      CliOption.of(
              "LIST",
              Option.text(
                  "behavior",
                  "behaviors with their share of exchanges in percent, as in 20:delay,5:error; see"
                      + " galopin behaviors"))
          .shownAs("100:dummy");
  public static final CliOption RULE =
      CliOption.of(
              "TEXT",
              Option.text(
                  "rule",
                  "what happens to which exchanges, as in 'when exchange=2 first 3 error'; repeat"
                      + " it for more rules, in order; see docs/rules.md"))
          .asOftenAsWanted();
  public static final CliOption TOXIC =
      CliOption.of(
              "TEXT",
              Option.text(
                  "toxic",
                  "what happens to bytes, as in 'latency latency=300 jitter=50' or 'upstream"
                      + " 20% timeout'; repeat it for more toxics, in order; see galopin toxics"))
          .asOftenAsWanted();
  public static final CliOption CONFIG =
      CliOption.of(
          "FILE",
          Option.text("config", "configuration in HOCON, JSON or INI; command line options win"));
  public static final CliOption WATCH =
      CliOption.of(
          "",
          Option.flag(
              "watch",
              "reads the configuration again whenever it changes, as galopin reload does"));
  public static final CliOption STATE =
      CliOption.of(
          "FILE",
          Option.text(
              "state",
              "keeps what the control API changes in this file, and starts with what is in it"));
  public static final CliOption PLUGINS =
      CliOption.of("DIR", Option.text("plugins", "folder with more plugins, as JARs"));

  public static final CliOption SEED =
      CliOption.of(
              "N",
              Option.integer(
                  "seed",
                  Long.MIN_VALUE,
                  Long.MAX_VALUE,
                  "decides every random choice; the same seed gives the same faults"))
          .shownAs("random");
  public static final CliOption DRAW_BY =
      CliOption.of(
              "NAME",
              Option.text(
                  "draw-by",
                  "the request attribute whose value decides draws, instead of the order of"
                      + " requests"))
          .shownAs("connection");
  public static final CliOption JOURNAL =
      CliOption.of(
          "FILE",
          Option.text(
              "journal",
              "appends each fault to this file, as a line of JSON; - is standard output"));

  public static final CliOption EXCHANGES =
      CliOption.of(
          "FILE",
          Option.text(
              "exchanges",
              "appends each exchange to this file when it is over, as a line of JSON; - is standard"
                  + " output"));

  static final CliOption TIMEOUT =
      CliOption.of(
              "TIME",
              Option.duration(
                  "timeout",
                  SECONDS,
                  Duration.ofMillis(1),
                  YEAR,
                  "limit for connecting to the backend and, only if given, for a connection without"
                      + " any traffic"))
          .shownAs("connect 30 s, idle none");
  static final CliOption STAY_CONNECTED =
      CliOption.of(
          "",
          Option.flag("stay-connected", "an option of Vaurien; connections are always kept here"));
  static final CliOption SYNC = CliOption.of("", Option.flag("sync", "an option of Vaurien"));
  static final CliOption POOL_MAX_SIZE =
      CliOption.of(
              "N",
              Option.integer(
                  "pool-max-size",
                  1,
                  Integer.MAX_VALUE,
                  "the most connections to the backend at a time; more clients wait"))
          .shownAs("no limit");
  static final CliOption POOL_TIMEOUT =
      CliOption.of(
          "TIME",
          Option.duration(
                  "pool-timeout",
                  SECONDS,
                  Duration.ZERO,
                  YEAR,
                  "how long such clients wait before they are closed")
              .orElse(Duration.ofSeconds(30)));
  static final CliOption BACKLOG =
      CliOption.of(
              "N",
              Option.integer(
                  "backlog", 1, Integer.MAX_VALUE, "the most connections that wait to be accepted"))
          .shownAs("the platform's");
  static final CliOption BUFSIZE =
      CliOption.of(
              "SIZE",
              Option.size("bufsize", 1, 1 << 30, "the most bytes to read from a socket at a time"))
          .shownAs("automatic");

  public static final CliOption LOG_LEVEL =
      CliOption.of(
          "NAME",
          Option.choice(
                  "log-level",
                  LogLevel.class,
                  "how much is logged; info includes changes by the control API, debug each"
                      + " exchange")
              .orElse(LogLevel.INFO));
  public static final CliOption LOG_OUTPUT =
      CliOption.of(
          "FILE", Option.text("log-output", "where the log goes; - is standard error").orElse("-"));

  public static final CliOption QUIET =
      CliOption.of(
          "",
          Option.flag("quiet", "prints neither faults as they happen nor a summary at the end"));
  public static final CliOption LOG_FAULTS =
      CliOption.of(
          "",
          Option.flag(
              "log-faults",
              "prints each fault as it happens, up to 20 a second, even if standard error is not a"
                  + " terminal"));

  private RunOptions() {}

  public static List<CliGroup> groups() {
    return List.of(
        new CliGroup(
            "What to relay, and what goes wrong",
            List.of(
                PROXY, BACKEND, PROTOCOL, RULE, BEHAVIOR, TOXIC, CONFIG, WATCH, STATE, PLUGINS)),
        new CliGroup("Seed, journal and exchanges", List.of(SEED, DRAW_BY, JOURNAL, EXCHANGES)),
        TlsOptions.group(),
        new CliGroup(
            "Connections", List.of(TIMEOUT, POOL_MAX_SIZE, POOL_TIMEOUT, BACKLOG, BUFSIZE)),
        ControlOptions.group(),
        ControlOptions.sentGroup(),
        new CliGroup("Log and messages", List.of(LOG_LEVEL, LOG_OUTPUT, LOG_FAULTS, QUIET)),
        new CliGroup("Accepted without effect", List.of(STAY_CONNECTED, SYNC)));
  }

  /** The same groups, but the help names the installed protocols. */
  public static List<CliGroup> listing(Collection<String> protocols, List<CliGroup> groups) {
    CliOption protocol =
        CliOption.of(
                PROTOCOL.label(),
                Option.text(
                    PROTOCOL.meta().name(),
                    "the protocol of the traffic: " + String.join(", ", protocols)))
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
