package io.galopin.protocol.redis;

import org.jspecify.annotations.Nullable;

/**
 * How the server will take a client's next request, as far as that follows from those before it.
 * Immutable.
 *
 * @param database the number that {@code SELECT} chose
 * @param off whether {@code CLIENT REPLY OFF} holds
 * @param skip whether the next request is not answered, after {@code CLIENT REPLY SKIP}
 * @param transaction the one that {@code MULTI} has begun
 */
record Mode(long database, boolean off, boolean skip, @Nullable Transaction transaction) {

  /**
   * What {@code MULTI} has begun.
   *
   * @param ordinal of the exchange that began it
   * @param database the one before it, which holds again if it comes to nothing
   * @param failed whether the proxy has failed a command of it
   */
  record Transaction(long ordinal, long database, boolean failed) {}

  /** A new connection's, and that after {@code RESET}. */
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
