package io.galopin.protocol.redis;

import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The Redis errors that can be injected, in the words of Redis 7. */
enum RedisFailure {
  ERROR("ERR", "injected by Galopin, on purpose"),
  ERR("ERR", "injected by Galopin, on purpose"),
  LOADING("LOADING", "Redis is loading the dataset in memory"),
  OOM("OOM", "command not allowed when used memory > 'maxmemory'."),
  READONLY("READONLY", "You can't write against a read only replica."),
  BUSY("BUSY", "Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE."),
  MOVED("MOVED", ""),
  ASK("ASK", ""),
  CLUSTERDOWN("CLUSTERDOWN", "The cluster is down"),
  TRYAGAIN("TRYAGAIN", "Multiple keys request during rehashing of slot"),
  NOAUTH("NOAUTH", "Authentication required."),
  WRONGTYPE("WRONGTYPE", "Operation against a key holding the wrong kind of value"),
  MASTERDOWN("MASTERDOWN", "Link with MASTER is down and replica-serve-stale-data is set to 'no'."),
  NOSCRIPT("NOSCRIPT", "No matching script. Please use EVAL.");

  static final Option<String> MESSAGE =
      Option.text("message", "the text after the error's code; not for moved and ask");

  static final Option<Long> SLOT =
      Option.integer("slot", 0, 16_383, "the slot that moved and ask name").orElse(0L);

  static final Option<String> TO =
      Option.text("to", "where moved and ask point, host:port; by default the backend")
          .checkedBy(RedisFailure::expectation);

  static final List<Option<?>> OPTIONS = List.of(MESSAGE, SLOT, TO);

  private static final RedisFailure[] KNOWN = values();

  private final String code;
  private final String text;

  RedisFailure(String code, String text) {
    this.code = code;
    this.text = text;
  }

  /** All failures, as users see them. */
  static List<Failure.Kind> kinds() {
    return Arrays.stream(KNOWN).map(RedisFailure::kind).toList();
  }

  /** Returns the failure that a behavior asked for. An unknown name stands for {@link #ERROR}. */
  static RedisFailure of(Failure failure) {
    for (RedisFailure known : KNOWN) {
      if (known.givenName().equals(failure.name())) {
        return known;
      }
    }
    return ERROR;
  }

  private Failure.Kind kind() {
    return new Failure.Kind(
        givenName(),
        "-" + code + " " + (redirects() ? "slot host:port" : text).replaceAll("\\.$", ""));
  }

  private String givenName() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean redirects() {
    return this == MOVED || this == ASK;
  }

  /** The first word of the error. */
  String code() {
    return code;
  }

  /**
   * Returns the full error, without its framing.
   *
   * @param upstream the backend's address
   */
  String line(Options options, String upstream) {
    if (redirects()) {
      return code + " " + options.get(SLOT) + " " + oneLine(options.find(TO).orElse(upstream));
    }
    return code + " " + oneLine(options.find(MESSAGE).orElse(text));
  }

  /** As in Redis, the host may be empty: then the client keeps the host that it is connected to. */
  static Optional<String> expectation(String to) {
    boolean valid =
        to.matches("\\S*:[0-9]{1,5}")
            && Integer.parseInt(to.substring(to.lastIndexOf(':') + 1)) <= 0xFFFF;
    return valid ? Optional.empty() : Optional.of("host:port, as in localhost:7001");
  }

  /** An error has one line. Redis replaces line ends by spaces, too. */
  private static String oneLine(String text) {
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
