package io.galopin.engine.socket;

/** The last outlet of a direction. Used on only one event loop. */
public interface Sink extends Outlet {

  /** Whether what is written does not pile up here. */
  boolean writable();

  /** Gives the platform what was written. */
  void flush();
}
