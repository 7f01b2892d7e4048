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
   * What a connection works with. Rules may ask about that as it was when a request came.
   *
   * @param database empty if none
   * @param user empty if not known
   * @param texts in which set of characters the client writes
   */
  record Seen(String database, String user, boolean inTransaction, CharacterSet texts) {

    static final Seen NOTHING = new Seen("", "", false, CharacterSet.UNKNOWN);

    Seen inDatabase(String other) {
      return new Seen(other, user, inTransaction, texts);
    }

    Seen inTransaction(boolean open) {
      return new Seen(database, user, open, texts);
    }

    Seen writing(CharacterSet other) {
      return new Seen(database, user, inTransaction, other);
    }
  }

  private static final int DEADLOCK = 1213;

  /** An error of this code is none: it reports how far a command is. */
  private static final int PROGRESS = 0xFFFF;

  private Phase phase = Phase.GREETING;
  private Capabilities server = Capabilities.NONE;
  private Capabilities agreed = Capabilities.NONE;
  private Seen now = Seen.NOTHING;
  private CharacterSet textsOfLogin = CharacterSet.UNKNOWN;
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
    textsOfLogin = login.texts();
    now = new Seen(login.database(), login.user(), false, textsOfLogin);
    phase = Phase.AUTHENTICATION;
  }

  /** The server has forgotten what the client had set. MariaDB remembers the login. */
  void reset() {
    now = now.writing(server.isMariaDb() ? textsOfLogin : CharacterSet.UNKNOWN);
  }

  /** The client works with other values from now on, unless the server refuses. */
  void becomes(Seen next) {
    now = next;
  }

  /** The server has said OK, or has ended rows. */
  void said(Ok ok) {
    boolean inTransaction = ok.has(Ok.IN_TRANSACTION);
    String database = ok.database() == null ? now.database() : ok.database();
    CharacterSet texts = ok.texts() == null ? now.texts() : ok.texts();
    if (inTransaction != now.inTransaction()
        || !database.equals(now.database())
        || texts != now.texts()) {
      now = new Seen(database, now.user(), inTransaction, texts);
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

  /** The server has refused a request. What it would have changed is as before. */
  void refused(MysqlRequest request, int code) {
    Seen before = request.seen();
    Seen wanted = request.wanted();
    if (!wanted.equals(before)) {
      now =
          new Seen(
              now.database().equals(wanted.database()) ? before.database() : now.database(),
              now.user().equals(wanted.user()) ? before.user() : now.user(),
              now.inTransaction(),
              now.texts() == wanted.texts() ? before.texts() : now.texts());
    }
    failed(code);
  }

  /** The server has reported an error. */
  void failed(int code) {
    if (code == DEADLOCK) {
      now = now.inTransaction(false);
    }
  }
}
