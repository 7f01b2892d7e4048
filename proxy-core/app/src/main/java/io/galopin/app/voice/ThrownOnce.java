package io.galopin.app.voice;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The end of a line of the log: what was thrown, if anything. Where in the code it was is said for
 * errors in the code only, and once for each kind and place; not for what a peer did, or for
 * running out of something. It holds for libraries, too. Thread-safe.
 */
final class ThrownOnce extends ThrowableProxyConverter {

  private static final int MOST_KINDS = 200;

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  @Override
  public String convert(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown == null) {
      return System.lineSeparator();
    }
    return isErrorInCode(thrown) && isNew(thrown)
        ? System.lineSeparator() + super.convert(event)
        : ": " + thrown.getClassName() + ": " + thrown.getMessage() + System.lineSeparator();
  }

  private static boolean isErrorInCode(IThrowableProxy thrown) {
    for (IThrowableProxy each = thrown; each != null; each = each.getCause()) {
      if (each instanceof ThrowableProxy proxy
          && (proxy.getThrowable() instanceof IOException
              || proxy.getThrowable() instanceof OutOfMemoryError)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNew(IThrowableProxy thrown) {
    StackTraceElementProxy[] stack = thrown.getStackTraceElementProxyArray();
    String place = stack == null || stack.length == 0 ? "" : stack[0].getSTEAsString();
    return known.size() < MOST_KINDS && known.add(thrown.getClassName() + place);
  }
}
