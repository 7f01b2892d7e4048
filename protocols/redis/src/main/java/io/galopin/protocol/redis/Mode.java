package io.galopin.protocol.redis;

import org.jspecify.annotations.Nullable;

/**
 * How the server will handle a client's next request, as far as earlier requests decide it.
 * Immutable.
 *
 * @param database the number that {@code SELECT} chose
 * @param off whether {@code CLIENT REPLY OFF} is in effect
 * @param skip whether the next request gets no answer, after {@code CLIENT REPLY SKIP}
 * @param transaction the transaction that {@code MULTI} began
 */
record Mode(long database, boolean off, boolean skip, @Nullable Transaction transaction) {

  /**
   * A transaction that {@code MULTI} began.
   *
   * @param ordinal of the exchange that began it
   * @param database the database before it, which is chosen again if the transaction is not carried
   *     out
   * @param failed whether the proxy has failed one of its commands
   */
  record Transaction(long ordinal, long database, boolean failed) {}

  /** The mode of a new connection, and after {@code RESET}. */
  static final Mode START = new Mode(0, false, false, null);

  Mode withDatabase(long changed) {
    return new Mode(changed, off, skip, transaction);
  }

  Mode withReplies(boolean changedOff, boolean changedSkip) {
    return new Mode(database, changedOff, changedSkip, transaction);
  }

  Mode withTransaction(@Nullable Transaction changed) {
    return new Mode(database, off, skip, changed);
  }
}
