package io.galopin.engine.trace;

/** A listener that is told of exchanges until this is closed. Thread-safe. */
public interface Subscription extends AutoCloseable {

  /** Ends it. Calls under way may still arrive for a moment. A second call does nothing. */
  @Override
  void close();
}
