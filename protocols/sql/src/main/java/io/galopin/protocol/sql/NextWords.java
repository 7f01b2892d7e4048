package io.galopin.protocol.sql;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the words at the current place of a statement mean. */
final class NextWords {

  /** The words after which a list of tables has ended. */
  private static final Set<Keyword> AFTER_TABLES =
      EnumSet.of(
          Keyword.SET,
          Keyword.WHERE,
          Keyword.GROUP,
          Keyword.HAVING,
          Keyword.ORDER,
          Keyword.LIMIT,
          Keyword.OFFSET,
          Keyword.WINDOW,
          Keyword.RETURNING,
          Keyword.VALUES,
          Keyword.UNION,
          Keyword.INTERSECT,
          Keyword.EXCEPT,
          Keyword.FETCH);

  /** What may name several tables after TABLE. */
  private static final Set<SqlKind> LISTS =
      EnumSet.of(
          SqlKind.DROP,
          SqlKind.TRUNCATE,
          SqlKind.LOCK,
          SqlKind.ANALYZE,
          SqlKind.OPTIMIZE,
          SqlKind.REPAIR,
          SqlKind.CHECK);

  private final SqlTokens tokens;

  NextWords(SqlTokens tokens) {
    this.tokens = tokens;
  }

  static boolean startQuery(@Nullable Keyword first) {
    return first == Keyword.SELECT
        || first == Keyword.WITH
        || first == Keyword.VALUES
        || first == Keyword.TABLE;
  }

  static boolean startChange(@Nullable Keyword first) {
    return first == Keyword.INSERT
        || first == Keyword.UPDATE
        || first == Keyword.DELETE
        || first == Keyword.MERGE;
  }

  /** Whether a statement begins here of which there is a plan. */
  static boolean startExplained(SqlTokens tokens) {
    Keyword first = tokens.keyword();
    boolean replaces = first == Keyword.REPLACE && tokens.dialect().isMysql();
    return replaces || startQuery(first) || startChange(first);
  }

  static boolean startDefinition(@Nullable Keyword first) {
    return first == Keyword.CREATE || first == Keyword.REPLACE || first == Keyword.DROP;
  }

  static boolean listTables(SqlKind kind) {
    return LISTS.contains(kind);
  }

  static boolean endTables(Keyword keyword) {
    return AFTER_TABLES.contains(keyword);
  }

  /** Returns the keyword after the current token; null if there is none. */
  @Nullable Keyword peek() {
    SqlTokens.Place here = tokens.place();
    tokens.next();
    Keyword next = tokens.keyword();
    tokens.returnTo(here);
    return next;
  }

  /** Whether the keyword stands between FROM, INTO or TABLE and the table. */
  boolean isModifier(Keyword keyword, @Nullable Keyword before) {
    return switch (keyword) {
      case ONLY, LATERAL, TABLE -> true;
      case TEMP, TEMPORARY, UNLOGGED -> before == Keyword.INTO && peek() != Keyword.FROM;
      case IF -> peek() == Keyword.EXISTS || peek() == Keyword.NOT;
      case NOT -> peek() == Keyword.EXISTS;
      case EXISTS -> before == Keyword.IF || before == Keyword.NOT;
      default -> false;
    };
  }

  /** Whether columns are next, as after USING in {@code JOIN b USING (id)}. */
  boolean areColumns() {
    SqlTokens.Place here = tokens.place();
    boolean columns = false;
    if (tokens.is('(')) {
      tokens.next();
      columns = !tokens.is('(') && !startQuery(tokens.keyword());
    }
    tokens.returnTo(here);
    return columns;
  }

  /** Skips a name that is no table. Returns whether it was one of these. */
  boolean skipNoTable(@Nullable Keyword name) {
    if (name == Keyword.ROWS && peek() == Keyword.FROM) {
      tokens.next();
      tokens.next();
      return true;
    }
    boolean dual = name == Keyword.DUAL && tokens.dialect().isMysql();
    if (dual) {
      tokens.next();
    }
    return dual;
  }

  /** Skips what MySQL allows between the verb and its table. */
  void skipPriorities() {
    while (tokens.dialect().isMysql()
        && (tokens.is(Keyword.LOW_PRIORITY)
            || tokens.is(Keyword.HIGH_PRIORITY)
            || tokens.is(Keyword.DELAYED)
            || tokens.is(Keyword.IGNORE))) {
      tokens.next();
    }
  }

  /** Skips the words between EXPLAIN and its statement. */
  void skipExplainWords() {
    while (tokens.is(Keyword.ANALYZE) || tokens.is(Keyword.ANALYSE) || tokens.is(Keyword.VERBOSE)) {
      tokens.next();
    }
    if (tokens.is(Keyword.FORMAT) && tokens.dialect().isMysql()) {
      // FORMAT = JSON
      for (int i = 0; i < 3 && !tokens.atEnd() && !tokens.is(';'); i++) {
        tokens.next();
      }
    }
  }
}
