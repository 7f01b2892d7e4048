package io.galopin.client;

/**
 * Is told of exchanges of a proxy that are over. Called on several threads; must return at once.
 */
public interface TrafficListener {

  /**
   * An exchange is over.
   *
   * @param nanos from the first byte of the request to the last byte of the reply; below 0 if
   *     nobody expects a reply
   * @param failed whether the reply says that the request failed, or the connection ended before
   *     the reply was complete
   */
  void ended(long nanos, boolean failed);

  /** There were exchanges of which this is not told, for the reason given. */
  void lost(String why);
}
