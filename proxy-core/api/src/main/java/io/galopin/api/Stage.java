package io.galopin.api;

/**
 * A toxic's place on one link. The engine keeps the waiting bytes in order and asks about the
 * oldest; the toxic never holds bytes itself. All calls happen on the connection's event loop and
 * must not block.
 *
 * <p>A call that throws or returns an invalid answer is the last one on this link: all waiting and
 * later bytes pass. The engine names the toxic in the log and in the journal.
 */
public interface Stage {

  /**
   * Decides what happens to the oldest waiting bytes. Called as soon as there are some, and again
   * after each move. After {@link Move#waitUntil}, called when that time has come.
   *
   * @param length how many bytes were read together and still wait; at least 1
   * @param arrived when they arrived here, in the time of {@link Toxic.Place#now}
   */
  Move onBytes(int length, long arrived);

  /**
   * Decides what happens to the end of this direction. Called when all bytes before it are gone.
   *
   * @param arrived when the end arrived here
   * @return {@link Move#passAll} lets it pass, {@link Move#waitUntil} asks again later, {@link
   *     Move#close} and {@link Move#reset} end the connection
   */
  default Move onEnd(long arrived) {
    return Move.passAll();
  }

  /**
   * Called when the time set with {@link Toxic.Place#alarmAt} has come.
   *
   * @return {@link Move#passAll} to do nothing, or {@link Move#close} or {@link Move#reset}
   */
  default Move onAlarm() {
    return Move.passAll();
  }

  /**
   * Returns how much may wait here before the sender is stopped, in bytes of memory. Applies only
   * to the first toxic of a link. A single read may exceed it. The engine's own limit also applies.
   */
  default long readAhead() {
    return Long.MAX_VALUE;
  }

  /**
   * Called when the toxic is removed from a link that goes on.
   *
   * @return {@link Move#passAll} lets all waiting bytes pass; {@link Move#close} or {@link
   *     Move#reset} ends the connection
   */
  default Move onRemoved() {
    return Move.passAll();
  }
}
