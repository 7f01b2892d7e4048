package io.galopin.protocol.postgres;

import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The errors of PostgreSQL that can be injected, in its words. */
enum PostgresFailure {
  ERROR("XX000", "injected by Galopin, on purpose"),
  SERIALIZATION_FAILURE("40001", "could not serialize access due to concurrent update"),
  DEADLOCK("40P01", "deadlock detected"),
  LOCK_NOT_AVAILABLE("55P03", "could not obtain lock on row"),
  QUERY_CANCELED("57014", "canceling statement due to statement timeout"),
  READ_ONLY("25006", "cannot execute statement in a read-only transaction"),
  DISK_FULL("53100", "could not extend file: No space left on device"),
  OUT_OF_MEMORY("53200", "out of memory"),
  CACHED_PLAN("0A000", "cached plan must not change result type"),
  ADMIN_SHUTDOWN("57P01", "terminating connection due to administrator command"),
  TOO_MANY_CONNECTIONS("53300", "sorry, too many clients already"),
  STARTING_UP("57P03", "the database system is starting up"),
  INVALID_PASSWORD("28P01", "password authentication failed");

  static final Option<String> MESSAGE =
      Option.text("message", "the error's message; by default PostgreSQL's own");

  static final Option<String> SQLSTATE =
      Option.text("sqlstate", "another code than the failure's own, five letters and digits")
          .checkedBy(
              given ->
                  given.matches("[0-9A-Z]{5}")
                      ? Optional.empty()
                      : Optional.of("five capital letters and digits, as in 40001"));

  static final List<Option<?>> OPTIONS = List.of(MESSAGE, SQLSTATE);

  private static final PostgresFailure[] KNOWN = values();

  private final String sqlstate;
  private final String text;

  PostgresFailure(String sqlstate, String text) {
    this.sqlstate = sqlstate;
    this.text = text;
  }

  /** All failures, as users see them. */
  static List<Failure.Kind> kinds() {
    return Arrays.stream(KNOWN).map(PostgresFailure::kind).toList();
  }

  /** Returns the failure that a behavior asked for. An unknown name stands for {@link #ERROR}. */
  static PostgresFailure of(Failure failure) {
    for (PostgresFailure known : KNOWN) {
      if (known.givenName().equals(failure.name())) {
        return known;
      }
    }
    return ERROR;
  }

  Failure.Kind kind() {
    return new Failure.Kind(
        givenName(), sqlstate + " " + text + (closes() ? ", and the connection closes" : ""));
  }

  private String givenName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the server ends the connection with it. */
  boolean closes() {
    return switch (this) {
      case ADMIN_SHUTDOWN, TOO_MANY_CONNECTIONS, STARTING_UP, INVALID_PASSWORD -> true;
      default -> false;
    };
  }

  String sqlstate(Options options) {
    return options.find(SQLSTATE).orElse(sqlstate);
  }

  String message(Options options) {
    return options.find(MESSAGE).orElse(text).replace('\0', ' ');
  }

  /** Where in the server it arises, which tells drivers that they may prepare again; or empty. */
  String routine() {
    return this == CACHED_PLAN ? "RevalidateCachedQuery" : "";
  }
}
