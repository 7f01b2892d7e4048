package io.galopin.protocol.sql;

import java.util.EnumMap;
import java.util.Map;

/** Tells a statement's kind by its first words. */
final class KindReader {

  private static final Map<Keyword, SqlKind> SAME_NAME = sameNames();

  private KindReader() {}

  /**
   * Returns the kind of a statement that begins with the tokens' current word, and goes behind that
   * word, and behind further ones that belong to it.
   */
  static SqlKind read(SqlTokens tokens) {
    Keyword first = tokens.keyword();
    tokens.next();
    if (first == null) {
      return SqlKind.OTHER;
    }
    boolean mysql = tokens.dialect().isMysql();
    return switch (first) {
      case TABLE -> SqlKind.SELECT;
      case START -> accept(tokens, Keyword.TRANSACTION) ? SqlKind.BEGIN : SqlKind.OTHER;
      case BEGIN -> mysql && tokens.is(Keyword.NOT) ? SqlKind.OTHER : SqlKind.BEGIN;
      case COMMIT -> accept(tokens, Keyword.PREPARED) ? SqlKind.COMMIT_PREPARED : SqlKind.COMMIT;
      case END -> mysql ? SqlKind.OTHER : SqlKind.COMMIT;
      case ABORT -> mysql ? SqlKind.OTHER : SqlKind.ROLLBACK;
      case ROLLBACK -> rollback(tokens);
      case PREPARE ->
          accept(tokens, Keyword.TRANSACTION) ? SqlKind.PREPARE_TRANSACTION : SqlKind.PREPARE;
      case DESC -> mysql ? SqlKind.DESCRIBE : SqlKind.OTHER;
      case DROP -> mysql && accept(tokens, Keyword.PREPARE) ? SqlKind.DEALLOCATE : SqlKind.DROP;
      case ANALYZE -> mysql && isStatement(tokens) ? SqlKind.EXPLAIN : SqlKind.ANALYZE;
      case ANALYSE -> SqlKind.ANALYZE;
      case REPLACE, FLUSH, OPTIMIZE, REPAIR, CHECK -> mysql ? sameName(first) : SqlKind.OTHER;
      default -> sameName(first);
    };
  }

  /** Whether a statement is analyzed (MariaDB), and not tables. */
  private static boolean isStatement(SqlTokens tokens) {
    return tokens.is('(')
        || tokens.is(Keyword.FORMAT)
        || (!tokens.is(Keyword.TABLE) && NextWords.startExplained(tokens));
  }

  private static SqlKind rollback(SqlTokens tokens) {
    if (accept(tokens, Keyword.PREPARED)) {
      return SqlKind.ROLLBACK_PREPARED;
    }
    if (!accept(tokens, Keyword.WORK)) {
      accept(tokens, Keyword.TRANSACTION);
    }
    return tokens.is(Keyword.TO) ? SqlKind.ROLLBACK_TO : SqlKind.ROLLBACK;
  }

  private static boolean accept(SqlTokens tokens, Keyword keyword) {
    boolean there = tokens.is(keyword);
    if (there) {
      tokens.next();
    }
    return there;
  }

  private static Map<Keyword, SqlKind> sameNames() {
    Map<Keyword, SqlKind> same = new EnumMap<>(Keyword.class);
    for (SqlKind kind : SqlKind.values()) {
      for (Keyword keyword : Keyword.values()) {
        if (keyword.name().equals(kind.name())) {
          same.put(keyword, kind);
        }
      }
    }
    return same;
  }

  private static SqlKind sameName(Keyword first) {
    SqlKind same = SAME_NAME.get(first);
    return same == null ? SqlKind.OTHER : same;
  }
}
