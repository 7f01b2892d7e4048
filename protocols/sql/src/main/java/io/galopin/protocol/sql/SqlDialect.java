package io.galopin.protocol.sql;

/**
 * How a server reads SQL. Immutable.
 *
 * @param family whose grammar it is
 * @param backslashes whether a backslash escapes in an ordinary string
 * @param doubleQuotedNames whether double quotes enclose names; otherwise they enclose strings
 */
public record SqlDialect(Family family, boolean backslashes, boolean doubleQuotedNames) {

  /** The families of dialects. */
  public enum Family {
    /** Dollar quotes, nested comments, names in lower case. */
    POSTGRESQL,
    /** Backquotes, comments from {@code #}, comments that are executed, names as written. */
    MYSQL
  }

  /** PostgreSQL with its default settings. */
  public static final SqlDialect POSTGRESQL = new SqlDialect(Family.POSTGRESQL, false, true);

  /** MySQL and MariaDB with their default {@code sql_mode}. */
  public static final SqlDialect MYSQL = new SqlDialect(Family.MYSQL, true, false);

  /**
   * Returns the same dialect with other strings: PostgreSQL's {@code standard_conforming_strings},
   * MySQL's {@code NO_BACKSLASH_ESCAPES}.
   */
  public SqlDialect withBackslashes(boolean escape) {
    return new SqlDialect(family, escape, doubleQuotedNames);
  }

  /** Returns the same dialect with other double quotes: MySQL's {@code ANSI_QUOTES}. */
  public SqlDialect withDoubleQuotedNames(boolean names) {
    return new SqlDialect(family, backslashes, names);
  }

  boolean isMysql() {
    return family == Family.MYSQL;
  }
}
