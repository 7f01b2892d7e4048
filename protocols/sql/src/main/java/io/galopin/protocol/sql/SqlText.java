package io.galopin.protocol.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of SQL as a client sends it: one statement, several with semicolons between, or none.
 *
 * @param statements in order, without empty ones
 * @param complete whether that is all of it; false if a string or comment does not end, or if there
 *     are more than {@value #MOST_STATEMENTS} statements or {@value #MOST_NESTED} parentheses
 *     within each other
 */
public record SqlText(List<SqlStatement> statements, boolean complete) {

  /** The most statements that are read. */
  public static final int MOST_STATEMENTS = 100;

  /** The most tables of a statement that are read. */
  public static final int MOST_TABLES = 64;

  /** The most parentheses within each other. */
  public static final int MOST_NESTED = 200;

  /** Keeps a copy. */
  public SqlText {
    statements = List.copyOf(statements);
  }

  /** Reads a text. */
  public static SqlText of(String text, SqlDialect dialect) {
    SqlTokens tokens = new SqlTokens(text, dialect);
    List<SqlStatement> statements = new ArrayList<>(1);
    tokens.next();
    while (!tokens.atEnd() && statements.size() < MOST_STATEMENTS) {
      if (tokens.is(';')) {
        tokens.next();
      } else {
        statements.add(new StatementReader(tokens).read());
      }
    }
    return new SqlText(statements, tokens.atEnd() && !tokens.broken());
  }
}
