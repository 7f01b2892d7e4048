package io.galopin.app.client.command;

import java.time.Duration;

/** Waits between two calls of a command that follows what a server does. */
public interface Pause {

  /** Returns after a while; false to stop following. */
  boolean after(Duration pace);

  /** Sleeps until the time is over. An interrupt ends the following. */
  static boolean sleep(Duration pace) {
    try {
      Thread.sleep(pace.toMillis());
      return true;
    } catch (InterruptedException enough) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
