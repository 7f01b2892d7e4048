package io.galopin.client;

import java.util.Optional;

/** Calls a listener with each exchange that ends, until it is closed. Thread-safe. */
public interface Following extends AutoCloseable {

  /**
   * Returns how many exchanges the listener has missed so far, because it was slower than the
   * traffic. Only a limited number waits for it.
   */
  long lost();

  /**
   * Whether the listener is still called. No longer, after it has thrown something, or after the
   * server has ended.
   */
  boolean isOpen();

  /**
   * Returns why it has ended although nobody has closed it and the listener has not thrown
   * anything: the server has ended, has said nothing for a minute, or does not wait for the
   * listener any longer. What came after that is missing. Empty otherwise, and always so in this
   * JVM.
   */
  default Optional<String> problem() {
    return Optional.empty();
  }

  /** Ends it. A call of the listener that has begun may still go on. Later calls do nothing. */
  @Override
  void close();
}
