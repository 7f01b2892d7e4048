package io.galopin.protocol.sql;

/**
 * Knows where the body of a function ends, as statements and semicolons may be within it.
 * PostgreSQL's body is {@code BEGIN ATOMIC … END}. MySQL's may end in many ways: all that follows
 * belongs to it.
 */
final class Routine {

  private final SqlTokens tokens;
  private boolean routine;
  private int open;

  Routine(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /** Whether the statement goes on behind a semicolon. */
  boolean continues() {
    return tokens.dialect().isMysql() ? routine : open > 0;
  }

  /**
   * Takes a keyword, behind which the tokens are.
   *
   * @param creates whether the statement is one that may create a routine
   */
  void take(Keyword keyword, boolean creates) {
    if (!creates) {
      return;
    }
    switch (keyword) {
      case FUNCTION, PROCEDURE -> routine = true;
      case TRIGGER, EVENT -> routine |= tokens.dialect().isMysql();
      case BEGIN -> open += routine && (open > 0 || tokens.is(Keyword.ATOMIC)) ? 1 : 0;
      case CASE -> open += open > 0 ? 1 : 0;
      case END -> open -= open > 0 ? 1 : 0;
      default -> {}
    }
  }
}
