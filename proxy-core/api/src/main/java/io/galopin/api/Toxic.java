package io.galopin.api;

import org.jspecify.annotations.Nullable;

/**
 * Says when the bytes of a link may go on, and whether at all. One instance serves all connections
 * of a proxy on which it is active, and is called from several event loops at once.
 */
public interface Toxic {

  /**
   * Begins to act on a link. Called on the event loop of its connection.
   *
   * @param place the link, for as long as the stage is there
   * @param before what the toxic of this name did on the link before its options were changed; null
   *     if the toxic is new there
   */
  Stage open(Place place, @Nullable Stage before);

  /** One link of a connection, as a toxic sees it. Used on the connection's event loop only. */
  interface Place {

    /**
     * The time of the event loop in nanoseconds; only differences mean something. It stands still
     * while {@link Stage#onBytes} and {@link Stage#onEnd} answer: for what has just come it is the
     * time at which that came.
     */
    long now();

    /** Has {@link Stage#onAlarm} called once, at {@code time} or as soon after as possible. */
    void alarmAt(long time);

    /**
     * A number from 0 (inclusive) to 1 (exclusive) that follows from the seed, the proxy's name,
     * the connection's ordinal, the direction, the toxic's name, and the offset in the stream of
     * the oldest byte that waits or has just come. Who asks again about the same byte is given the
     * next of a sequence. So the draws of a byte do not depend on how TCP cut those before it.
     */
    double nextDraw();
  }
}
