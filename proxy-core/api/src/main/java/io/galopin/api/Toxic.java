package io.galopin.api;

import org.jspecify.annotations.Nullable;

/**
 * Decides whether and when the bytes of a link go on. One instance serves all connections of a
 * proxy on which the toxic is active, and is called from several event loops at once.
 */
public interface Toxic {

  /**
   * Starts to act on a link. Called on the event loop of its connection.
   *
   * @param place the link; valid as long as the stage exists
   * @param before the stage of this toxic on the link before its options were changed; null if the
   *     toxic is new there
   */
  Stage open(Place place, @Nullable Stage before);

  /** One link of a connection, as a toxic sees it. Used on the connection's event loop only. */
  interface Place {

    /**
     * Returns the time of the event loop in nanoseconds; only differences are meaningful. It stands
     * still during {@link Stage#onBytes} and {@link Stage#onEnd}; for bytes that have just arrived,
     * it is their time of arrival.
     */
    long now();

    /**
     * Schedules one call of {@link Stage#onAlarm}, at {@code time} or as soon as possible after it.
     */
    void alarmAt(long time);

    /**
     * Returns a number from 0 (inclusive) to 1 (exclusive) that follows from the seed, the proxy's
     * name, the connection's ordinal, the direction, the toxic's name, and the stream offset of the
     * oldest byte that waits or has just arrived. A repeated call for the same byte returns the
     * next number of a sequence. The draws of a byte therefore do not depend on how TCP split the
     * bytes before it.
     */
    double nextDraw();
  }
}
