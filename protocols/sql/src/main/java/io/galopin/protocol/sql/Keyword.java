package io.galopin.protocol.sql;

import org.jspecify.annotations.Nullable;

/** The keywords that matter for kinds and tables. Found without making a string. */
enum Keyword {
  SELECT(true),
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  REPLACE,
  VALUES,
  WITH(true),
  RECURSIVE,
  MATERIALIZED,
  SEARCH,
  CYCLE,
  FROM(true),
  JOIN(true),
  STRAIGHT_JOIN,
  INTO(true),
  TABLE(true),
  TABLES,
  USING(true),
  ONLY(true),
  LATERAL(true),
  ROWS,
  WHERE(true),
  GROUP(true),
  HAVING(true),
  ORDER(true),
  LIMIT(true),
  OFFSET(true),
  WINDOW(true),
  RETURNING(true),
  UNION(true),
  INTERSECT(true),
  EXCEPT(true),
  ON(true),
  SET,
  FOR(true),
  AS(true),
  IS(true),
  NOT(true),
  DISTINCT(true),
  AND(true),
  OR(true),
  IN(true),
  TO(true),
  CASE(true),
  WHEN(true),
  THEN(true),
  ELSE(true),
  END(true),
  ALL(true),
  ANY(true),
  DEFAULT(true),
  LEFT(true),
  RIGHT(true),
  FULL(true),
  INNER(true),
  CROSS(true),
  NATURAL(true),
  IF,
  EXISTS,
  TEMP,
  TEMPORARY,
  UNLOGGED,
  LOW_PRIORITY,
  HIGH_PRIORITY,
  DELAYED,
  QUICK,
  IGNORE,
  OUTFILE,
  DUMPFILE,
  DUAL,
  BINARY(true),
  BEGIN,
  ATOMIC,
  START,
  TRANSACTION,
  WORK,
  COMMIT,
  ABORT,
  ROLLBACK,
  CHAIN,
  NO,
  PREPARED,
  SAVEPOINT,
  RELEASE,
  PREPARE,
  FUNCTION,
  PROCEDURE,
  TRIGGER,
  EVENT,
  RETURNS,
  RESET,
  SHOW,
  COPY,
  LOAD,
  CREATE,
  ALTER,
  DROP,
  TRUNCATE,
  RENAME,
  COMMENT,
  GRANT(true),
  REVOKE,
  LOCK,
  UNLOCK,
  EXPLAIN,
  DESCRIBE,
  DESC,
  ANALYZE,
  ANALYSE,
  VERBOSE,
  FORMAT,
  FLUSH,
  OPTIMIZE,
  REPAIR,
  CHECK,
  VACUUM,
  REINDEX,
  CLUSTER,
  REFRESH,
  CHECKPOINT,
  DECLARE,
  FETCH(true),
  MOVE,
  CLOSE,
  CALL,
  DO,
  EXECUTE,
  DEALLOCATE,
  DISCARD,
  LISTEN,
  UNLISTEN,
  NOTIFY,
  USE,
  KILL;

  private static final int SLOTS = 1024;
  private static final Keyword[][] BY_HASH = byHash();

  private final boolean reserved;

  Keyword() {
    this(false);
  }

  Keyword(boolean reserved) {
    this.reserved = reserved;
  }

  /** Whether no table has this name, unless it is in quotes. */
  boolean reserved() {
    return reserved;
  }

  private static Keyword[][] byHash() {
    Keyword[][] slots = new Keyword[SLOTS][0];
    for (Keyword keyword : values()) {
      String word = keyword.name();
      int slot = hash(word, 0, word.length());
      Keyword[] more = new Keyword[slots[slot].length + 1];
      System.arraycopy(slots[slot], 0, more, 0, more.length - 1);
      more[more.length - 1] = keyword;
      slots[slot] = more;
    }
    return slots;
  }

  private static int hash(String text, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      hash = hash * 31 + (c >= 'a' && c <= 'z' ? c - 0x20 : c);
    }
    return (hash ^ hash >>> 15) & (SLOTS - 1);
  }

  /** Returns the keyword between two indices; null if there is none that matters. */
  static @Nullable Keyword at(String text, int start, int end) {
    for (Keyword keyword : BY_HASH[hash(text, start, end)]) {
      if (keyword.is(text, start, end)) {
        return keyword;
      }
    }
    return null;
  }

  boolean is(String text, int start, int end) {
    String word = name();
    if (word.length() != end - start) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = text.charAt(start + i);
      if ((c >= 'a' && c <= 'z' ? c - 0x20 : c) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
