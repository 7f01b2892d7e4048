package io.galopin.protocol.postgres;

import io.galopin.protocol.sql.SqlDialect;
import io.galopin.protocol.sql.SqlKind;
import io.galopin.protocol.sql.SqlStatement;
import io.galopin.protocol.sql.SqlTable;
import io.galopin.protocol.sql.SqlText;
import java.util.List;

/**
 * A text of SQL and what is known of it.
 *
 * @param text its beginning, {@value #MOST_TEXT} characters at most
 * @param statements what it does; one that is {@link SqlKind#OTHER} if nothing is known
 * @param complete whether that is all
 */
record Prepared(String text, List<SqlStatement> statements, boolean complete) {

  static final int MOST_TEXT = 4096;

  /** What an object weighs besides its text, in bytes, with some statements and names. */
  private static final int OVERHEAD = 256;

  /** A statement that was forgotten, is not certain, or was prepared in ways not watched. */
  static final Prepared UNKNOWN =
      new Prepared("", List.of(new SqlStatement(SqlKind.OTHER, List.of(), false, false, 0)), false);

  static Prepared of(String sql, SqlDialect dialect) {
    SqlText read = SqlText.of(sql, dialect);
    String kept = sql.length() > MOST_TEXT ? sql.substring(0, MOST_TEXT) : sql;
    return new Prepared(kept, read.statements(), read.complete());
  }

  int weight() {
    int weight = OVERHEAD + 2 * text.length() + OVERHEAD * statements.size();
    for (SqlStatement statement : statements) {
      for (SqlTable table : statement.tables()) {
        weight += 2 * (table.schema().length() + table.name().length());
      }
    }
    return weight;
  }
}
