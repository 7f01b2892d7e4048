package io.galopin.protocol.sql;

/** The kinds of statements. */
public enum SqlKind {
  /** Also {@code TABLE name}. */
  SELECT,
  INSERT,
  UPDATE,
  DELETE,
  MERGE,
  /** MySQL's. */
  REPLACE,
  VALUES,
  /** Also {@code START TRANSACTION}, but not {@code BEGIN NOT ATOMIC}. */
  BEGIN,
  /** Also {@code END}. */
  COMMIT,
  /** Also {@code ABORT}. */
  ROLLBACK,
  /** {@code ROLLBACK TO} a savepoint. */
  ROLLBACK_TO,
  SAVEPOINT,
  RELEASE,
  PREPARE_TRANSACTION,
  COMMIT_PREPARED,
  ROLLBACK_PREPARED,
  SET,
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
  GRANT,
  REVOKE,
  LOCK,
  UNLOCK,
  /** Also {@code ANALYZE} of a statement (MariaDB). */
  EXPLAIN,
  DESCRIBE,
  ANALYZE,
  /** MySQL's. */
  FLUSH,
  /** MySQL's. */
  OPTIMIZE,
  /** MySQL's. */
  REPAIR,
  /** MySQL's. */
  CHECK,
  VACUUM,
  REINDEX,
  CLUSTER,
  REFRESH,
  CHECKPOINT,
  DECLARE,
  FETCH,
  MOVE,
  CLOSE,
  CALL,
  DO,
  PREPARE,
  EXECUTE,
  /** Also {@code DROP PREPARE}. */
  DEALLOCATE,
  DISCARD,
  LISTEN,
  UNLISTEN,
  NOTIFY,
  USE,
  KILL,
  /** Unknown, or not recognized with certainty. */
  OTHER;

  private final String word = name().replace('_', '-');

  /** Returns the kind in capitals, with a hyphen between words. */
  public String word() {
    return word;
  }
}
