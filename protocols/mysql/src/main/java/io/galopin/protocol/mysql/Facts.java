package io.galopin.protocol.mysql;

import io.galopin.protocol.sql.SqlDialect;

/**
 * What both directions of one connection must know of each other. Used on one event loop.
 *
 * <pre>
 *            greeting           login            OK, ERR
 *  GREETING ──────────► LOGIN ──────────► AUTHENTICATION ───────► COMMANDS
 *
 *             CHANGE_USER             OK, ERR
 *  COMMANDS ───────────────► CHANGE ─────────────────────► COMMANDS
 *     │  0xFB: the server asks for a file      empty packet
 *     └──────────────────────► FILE ─────────────────────► COMMANDS
 * </pre>
 */
final class Facts {

  enum Phase {
    /** The server has not greeted. */
    GREETING,
    /** The client has not answered to the greeting. */
    LOGIN,
    /** The login goes on. */
    AUTHENTICATION,
    COMMANDS,
    /** The client logs in again. */
    CHANGE,
    /** The client sends a file. */
    FILE
  }

  /**
   * What rules may ask about a request, as it was when it came.
   *
   * @param database empty if none
   * @param user empty if not known
   */
  record Seen(String database, String user, boolean inTransaction) {

    static final Seen NOTHING = new Seen("", "", false);

    Seen inDatabase(String other) {
      return new Seen(other, user, inTransaction);
    }
  }

  private static final int DEADLOCK = 1213;

  /** An error of this code is none: it reports how far a command is. */
  private static final int PROGRESS = 0xFFFF;

  private Phase phase = Phase.GREETING;
  private Capabilities server = Capabilities.NONE;
  private Capabilities agreed = Capabilities.NONE;
  private Seen now = Seen.NOTHING;
  private SqlDialect dialect = SqlDialect.MYSQL;

  Phase phase() {
    return phase;
  }

  void phase(Phase next) {
    phase = next;
  }

  /** What both sides can do, as far as they have agreed. */
  Capabilities agreed() {
    return agreed;
  }

  SqlDialect dialect() {
    return dialect;
  }

  Seen now() {
    return now;
  }

  /** The server has greeted the client. */
  void greeted(Capabilities offered) {
    server = offered;
    phase = Phase.LOGIN;
  }

  /** The client has answered to the greeting. */
  void loggingIn(Login login) {
    agreed = server.and(login.capabilities());
    now = new Seen(login.database(), login.user(), false);
    phase = Phase.AUTHENTICATION;
  }

  /** The client works with other values from now on, unless the server refuses. */
  void becomes(Seen next) {
    now = next;
  }

  /** The server has said OK, or has ended rows. */
  void said(Ok ok) {
    boolean inTransaction = ok.has(Ok.IN_TRANSACTION);
    String database = ok.database() == null ? now.database() : ok.database();
    if (inTransaction != now.inTransaction() || !database.equals(now.database())) {
      now = new Seen(database, now.user(), inTransaction);
    }
    boolean backslashes = !ok.has(Ok.NO_BACKSLASH_ESCAPES);
    boolean quotedNames = agreed.isMariaDb() && ok.has(Ok.ANSI_QUOTES);
    if (backslashes != dialect.backslashes() || quotedNames != dialect.doubleQuotedNames()) {
      dialect = SqlDialect.MYSQL.withBackslashes(backslashes).withDoubleQuotedNames(quotedNames);
    }
  }

  /** Whether an error of this code only says how far a command is (MariaDB). */
  boolean isProgress(int code) {
    return code == PROGRESS && agreed.has(Capabilities.PROGRESS);
  }

  /** The server has refused a request. */
  void refused(MysqlRequest request, int code) {
    Command command = request.command();
    if (command == Command.INIT_DB || command == Command.CHANGE_USER) {
      Seen before = request.seen();
      now = new Seen(before.database(), before.user(), now.inTransaction());
    }
    failed(code);
  }

  /** The server has reported an error. */
  void failed(int code) {
    if (code == DEADLOCK) {
      now = new Seen(now.database(), now.user(), false);
    }
  }
}
