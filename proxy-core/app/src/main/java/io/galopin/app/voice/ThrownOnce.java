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
 * The exception at the end of a log line. A stack trace is printed for errors in the code only,
 * once per exception class and place, not for errors that a peer or a lack of resources caused.
 * This includes exceptions of libraries. Thread-safe.
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
