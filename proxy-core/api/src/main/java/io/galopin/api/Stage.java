package io.galopin.api;

/**
 * What a toxic does on one link. The engine keeps the bytes that wait here, in order, and asks
 * about the oldest; the toxic never holds bytes itself. All calls happen on the connection's event
 * loop and return at once.
 *
 * <p>A call that throws, or that answers what makes no sense, is the last on this link: what waits
 * here passes, and so does what comes. The engine names the toxic in the log and in the journal.
 */
public interface Stage {

  /**
   * What becomes of the oldest bytes that wait. Asked as soon as there are some, and again after
   * each move; after {@link Move#waitUntil} when that time has come.
   *
   * @param length how many bytes were read together and still wait; at least 1
   * @param arrived when they arrived here, in the time of {@link Toxic.Place#now}
   */
  Move onBytes(int length, long arrived);

  /**
   * What becomes of the end of this direction, when all bytes before it are gone.
   *
   * @param arrived when the end arrived here
   * @return {@link Move#passAll} lets it pass; {@link Move#waitUntil} has it asked again; {@link
   *     Move#close} and {@link Move#reset} as they say
   */
  default Move onEnd(long arrived) {
    return Move.passAll();
  }

  /**
   * The time that was set with {@link Toxic.Place#alarmAt} has come.
   *
   * @return {@link Move#passAll} for nothing; {@link Move#close} or {@link Move#reset}
   */
  default Move onAlarm() {
    return Move.passAll();
  }

  /**
   * How much may wait here before the sender has to, in bytes of memory, where this is the first
   * toxic of its link; what is read together may be more. A limit of the engine holds besides.
   */
  default long readAhead() {
    return Long.MAX_VALUE;
  }

  /**
   * The toxic is removed from a link that goes on.
   *
   * @return {@link Move#passAll} lets all go that waits; {@link Move#close} or {@link Move#reset}
   *     ends the connection
   */
  default Move onRemoved() {
    return Move.passAll();
  }
}
