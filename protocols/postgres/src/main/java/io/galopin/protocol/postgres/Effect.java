package io.galopin.protocol.postgres;

import io.galopin.protocol.sql.SqlKind;
import io.galopin.protocol.sql.SqlStatement;

/** What statements do to the transaction in which they run. */
enum Effect {
  NONE,
  BEGINS,
  ENDS,
  UNKNOWN;

  static Effect of(SqlStatement statement) {
    return switch (statement.kind()) {
      case BEGIN -> BEGINS;
      case COMMIT, ROLLBACK, PREPARE_TRANSACTION -> statement.chained() ? BEGINS : ENDS;
      case OTHER -> UNKNOWN;
      default -> NONE;
    };
  }

  /** Returns the effect of statements with the one effect, and then the other. */
  Effect then(Effect next) {
    return next == NONE ? this : next;
  }

  /** Whether a statement succeeds as a part of what is sent in one go with the one that counts. */
  static boolean isPrelude(SqlStatement statement) {
    SqlKind kind = statement.kind();
    return kind == SqlKind.BEGIN || kind == SqlKind.SAVEPOINT || kind == SqlKind.RELEASE;
  }

  /** Whether a statement, if it fails, takes the transaction with it. */
  static boolean commits(SqlStatement statement) {
    return statement.kind() == SqlKind.COMMIT || statement.kind() == SqlKind.PREPARE_TRANSACTION;
  }
}
