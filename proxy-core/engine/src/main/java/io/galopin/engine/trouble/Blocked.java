package io.galopin.engine.trouble;

import java.util.Arrays;

/** A plugin that does not return, with the stack of the event loop that waits for it. */
public final class Blocked extends RuntimeException {

  private static final long serialVersionUID = 1;

  private static final int MOST_SHOWN = 100;

  public Blocked(long millis, StackTraceElement[] stack) {
    super("has not returned for " + millis + " ms", null, false, true);
    setStackTrace(stack.length <= MOST_SHOWN ? stack : Arrays.copyOf(stack, MOST_SHOWN));
  }
}
