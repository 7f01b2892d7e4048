package io.galopin.protocol.postgres;

import io.galopin.protocol.sql.SqlDialect;
import io.galopin.protocol.sql.SqlKind;
import io.galopin.protocol.sql.SqlStatement;
import io.galopin.protocol.sql.SqlTable;
import io.galopin.protocol.sql.SqlText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text of SQL and what is known of it. Recognized by identity. A {@linkplain #isPlain plain} one
 * is read only when somebody asks for its statements: most exchanges end before anybody does.
 */
final class Prepared {

  /** The most characters of a text that are kept. */
  static final int MOST_TEXT = 4096;

  /** What an object weighs besides its text, in bytes, with some statements and names. */
  private static final int OVERHEAD = 256;

  private static final String[] PLAIN = {"SELECT", "INSERT", "UPDATE", "DELETE"};
  private static final String SETTING = "set_config";

  /** A statement that was forgotten, is not certain, or was prepared in ways not watched. */
  static final Prepared UNKNOWN = unknown();

  private final String text;
  private final SqlDialect dialect;
  private final boolean plain;
  private @Nullable SqlText read;

  private Prepared(String text, SqlDialect dialect, boolean plain, @Nullable SqlText read) {
    this.text = text;
    this.dialect = dialect;
    this.plain = plain;
    this.read = read;
  }

  private static Prepared unknown() {
    SqlStatement other = new SqlStatement(SqlKind.OTHER, List.of(), false, false, 0);
    SqlText read = new SqlText(List.of(other), false);
    return new Prepared("", SqlDialect.POSTGRESQL, false, read);
  }

  static Prepared of(String sql, SqlDialect dialect) {
    if (sql.length() > MOST_TEXT) {
      String kept = sql.substring(0, MOST_TEXT);
      return new Prepared(kept, dialect, false, SqlText.of(sql, dialect));
    }
    return isPlain(sql)
        ? new Prepared(sql, dialect, true, null)
        : new Prepared(sql, dialect, false, SqlText.of(sql, dialect));
  }

  private static boolean isPlain(String sql) {
    int semicolon = sql.indexOf(';');
    return (semicolon < 0 || semicolon == sql.length() - 1) && begins(sql) && !namesSetting(sql);
  }

  private static boolean begins(String sql) {
    for (String word : PLAIN) {
      int length = word.length();
      if (sql.regionMatches(true, 0, word, 0, length)) {
        return sql.length() > length && sql.charAt(length) == ' ';
      }
    }
    return false;
  }

  private static boolean namesSetting(String sql) {
    for (int at = sql.indexOf('_'); at >= 0; at = sql.indexOf('_', at + 1)) {
      int start = at - SETTING.indexOf('_');
      if (sql.regionMatches(true, start, SETTING, 0, SETTING.length())) {
        return true;
      }
    }
    return false;
  }

  /** The beginning of the text, {@value #MOST_TEXT} characters at most. */
  String text() {
    return text;
  }

  /**
   * Whether it is certain without reading it that it is one SELECT, INSERT, UPDATE or DELETE, which
   * changes neither the transaction nor a setting.
   */
  boolean isPlain() {
    return plain;
  }

  /** Whether it may change settings, as far as its text is kept. */
  boolean maySet() {
    return !plain && (namesSetting(text) || statements().stream().anyMatch(Prepared::sets));
  }

  private static boolean sets(SqlStatement statement) {
    return switch (statement.kind()) {
      case SET, RESET, DISCARD, ROLLBACK, ROLLBACK_TO -> true;
      default -> false;
    };
  }

  /** What it does; one that is {@link SqlKind#OTHER} if nothing is known. */
  List<SqlStatement> statements() {
    return read().statements();
  }

  /** Whether the statements are all of it. */
  boolean complete() {
    return read().complete();
  }

  private SqlText read() {
    SqlText known = read;
    if (known == null) {
      known = SqlText.of(text, dialect);
      read = known;
    }
    return known;
  }

  int weight() {
    int weight = OVERHEAD + 2 * text.length() + OVERHEAD * statements().size();
    for (SqlStatement statement : statements()) {
      for (SqlTable table : statement.tables()) {
        weight += 2 * (table.schema().length() + table.name().length());
      }
    }
    return weight;
  }
}
