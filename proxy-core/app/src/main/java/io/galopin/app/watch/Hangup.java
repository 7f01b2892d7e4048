package io.galopin.app.watch;

import java.io.FileInputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does something at SIGHUP instead of ending the process, unless the process has lost its terminal.
 * The JDK has no other way to handle a signal than {@code sun.misc.Signal}, which javac refuses
 * without a warning that cannot be switched off.
 */
public final class Hangup implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Hangup.class);
  private static final Path TERMINAL = Path.of("/dev/tty");
  private static final int EXIT_CODE = 129;

  private final boolean terminal = hasTerminal();
  private final Runnable action;
  private @Nullable Object before;

  private Hangup(Runnable action) {
    this.action = action;
  }

  /**
   * From now on, the signal calls {@code action} on a thread of its own. Does nothing on systems
   * without that signal, and where it is ignored, as with {@code nohup}.
   */
  public static Hangup calls(Runnable action) {
    Hangup hangup = new Hangup(action);
    hangup.install();
    return hangup;
  }

  private void install() {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object mine =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, given) ->
                  switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == given[0];
                    case "toString" -> "galopin-hangup";
                    default -> {
                      called();
                      yield null;
                    }
                  });
      before = set(mine);
    } catch (ReflectiveOperationException | IllegalArgumentException | LinkageError none) {
      log.debug("SIGHUP cannot be handled here: {}", none.toString());
    }
  }

  private static Object set(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> type = Class.forName("sun.misc.SignalHandler");
    Method handle = signal.getMethod("handle", signal, type);
    try {
      return handle.invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handler);
    } catch (InvocationTargetException wrong) {
      throw new IllegalArgumentException(String.valueOf(wrong.getCause()), wrong);
    }
  }

  private void called() {
    if (terminal && !hasTerminal()) {
      log.info("the terminal is gone");
      System.exit(EXIT_CODE);
    }
    action.run();
  }

  /** Whether there is a terminal that controls the process. One that was closed is none. */
  private static boolean hasTerminal() {
    if (!Files.exists(TERMINAL)) {
      return false;
    }
    try (FileInputStream open = new FileInputStream(TERMINAL.toFile())) {
      return open.getFD().valid();
    } catch (IOException none) {
      return false;
    }
  }

  /** Handles the signal as before. */
  @Override
  public void close() {
    Object old = before;
    if (old != null) {
      try {
        set(old);
      } catch (ReflectiveOperationException | IllegalArgumentException cannot) {
        log.debug("SIGHUP stays as it is: {}", cannot.toString());
      }
    }
  }
}
