package io.galopin.protocol.mysql;

import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The errors of MySQL and MariaDB that can be injected, in their words. */
enum MysqlFailure {
  ERROR(1105, "HY000", "injected by Galopin, on purpose"),
  DEADLOCK(1213, "40001", "Deadlock found when trying to get lock; try restarting transaction"),
  LOCK_WAIT_TIMEOUT(1205, "HY000", "Lock wait timeout exceeded; try restarting transaction"),
  DUPLICATE_KEY(1062, "23000", "Duplicate entry '' for key 'PRIMARY'"),
  QUERY_INTERRUPTED(1317, "70100", "Query execution was interrupted"),
  QUERY_TIMEOUT(
      3024, "HY000", "Query execution was interrupted, maximum statement execution time exceeded"),
  READ_ONLY(
      1290,
      "HY000",
      "The MySQL server is running with the --read-only option so it cannot execute this statement"),
  READ_ONLY_MODE(1836, "HY000", "Running in read-only mode"),
  READ_ONLY_TRANSACTION(1792, "25006", "Cannot execute statement in a READ ONLY transaction"),
  TABLE_FULL(1114, "HY000", "The table is full"),
  OUT_OF_MEMORY(
      1041,
      "HY000",
      "Out of memory; check if mysqld or some other process uses all available memory"),
  SHUTDOWN(1053, "08S01", "Server shutdown in progress"),
  KILLED(1927, "70100", "Connection was killed"),
  IDLE_TIMEOUT(4031, "HY000", "The client was disconnected by the server because of inactivity"),
  TOO_MANY_CONNECTIONS(1040, "08004", "Too many connections"),
  HOST_BLOCKED(
      1129,
      "HY000",
      "Host is blocked because of many connection errors; unblock with 'mysqladmin flush-hosts'"),
  ACCESS_DENIED(1045, "28000", "Access denied for user");

  static final Option<String> MESSAGE =
      Option.text("message", "the error's message; by default the server's own");

  static final Option<Long> CODE =
      Option.integer("code", 1000, 65_534, "another number than the error's own, such as 1180");

  static final Option<String> SQLSTATE =
      Option.text("sqlstate", "another state than the error's own, five letters and digits")
          .checkedBy(
              given ->
                  given.matches("[0-9A-Z]{5}")
                      ? Optional.empty()
                      : Optional.of("five capital letters and digits, as in 40001"));

  static final List<Option<?>> OPTIONS = List.of(MESSAGE, CODE, SQLSTATE);

  private static final MysqlFailure[] KNOWN = values();

  private final int code;
  private final String sqlstate;
  private final String text;

  MysqlFailure(int code, String sqlstate, String text) {
    this.code = code;
    this.sqlstate = sqlstate;
    this.text = text;
  }

  /** All failures, as users see them. */
  static List<Failure.Kind> kinds() {
    return Arrays.stream(KNOWN).map(MysqlFailure::kind).toList();
  }

  /** Those that a server also sends when nobody has asked. */
  static List<Failure.Kind> notices() {
    return List.of(SHUTDOWN.kind(), KILLED.kind(), IDLE_TIMEOUT.kind());
  }

  /** Returns the failure that a behavior asked for. An unknown name stands for {@link #ERROR}. */
  static MysqlFailure of(Failure failure) {
    for (MysqlFailure known : KNOWN) {
      if (known.givenName().equals(failure.name())) {
        return known;
      }
    }
    return ERROR;
  }

  private Failure.Kind kind() {
    String then =
        closes()
            ? ", and the connection is closed"
            : rollsBack() ? ", and the transaction is rolled back" : "";
    return new Failure.Kind(givenName(), code + " (" + sqlstate + ") " + text + then);
  }

  private String givenName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether the server ends the connection with it. */
  boolean closes() {
    return switch (this) {
      case SHUTDOWN, KILLED, IDLE_TIMEOUT, TOO_MANY_CONNECTIONS, HOST_BLOCKED, ACCESS_DENIED ->
          true;
      default -> false;
    };
  }

  /** Whether the server undoes the whole transaction, not only the statement. */
  boolean rollsBack() {
    return this == DEADLOCK;
  }

  /** Whether the server has it before a statement can commit the transaction that is open. */
  boolean comesFirst() {
    return this == READ_ONLY || closes();
  }

  int code(Options options) {
    return options.find(CODE).map(Math::toIntExact).orElse(code);
  }

  String sqlstate(Options options) {
    return options.find(SQLSTATE).orElse(sqlstate);
  }

  String message(Options options) {
    return options.find(MESSAGE).orElse(text).replace('\0', ' ');
  }
}
