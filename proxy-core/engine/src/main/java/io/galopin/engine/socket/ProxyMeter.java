package io.galopin.engine.socket;

import io.galopin.api.Direction;

/**
 * Counts what happens at one proxy. Called on the event loops, for every read among others: a
 * method takes no longer than adding to a counter, and never throws. Thread-safe.
 */
public interface ProxyMeter {

  /** Counts nothing. */
  ProxyMeter NONE = new ProxyMeter() {};

  /** A client was accepted. */
  default void opened() {}

  /** A connection has ended. */
  default void closed() {}

  /** This many bytes were read that go in a direction. */
  default void received(Direction direction, int bytes) {}

  /** This many bytes that go in a direction were given to a socket. */
  default void sent(Direction direction, int bytes) {}

  /** An exchange has begun. */
  default void exchange() {}

  /** A behavior or toxic did something: the journal has an entry for it. */
  default void fault(String plugin) {}

  /**
   * A plugin threw an exception or gave an invalid answer.
   *
   * @param hook the method that was called
   */
  default void pluginFailed(String plugin, String hook) {}

  /** A backend could not be reached. */
  default void notConnected() {}

  /**
   * The reply to a request has begun.
   *
   * @param nanos since the request was forwarded
   */
  default void answered(long nanos) {}

  /**
   * A behavior has held back a request or a reply.
   *
   * @param nanos how long
   */
  default void delayed(long nanos) {}

  /**
   * Another meter, or none, counts what is accepted from now on; connections that are open are
   * still counted here until they have ended. Called once.
   */
  default void retired() {}
}
