package io.galopin.plugin.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * Finds out which JAR ends the process, to be asked by a shutdown hook. Nobody can keep a plugin
 * from calling {@code System.exit}; but the thread that does it waits for the hooks, so that its
 * stack still shows where the call came from.
 */
public final class PluginExit {

  private static final String AT = ", at ";
  private static final Map<SharedFirstLoader, Path> LOADERS = new WeakHashMap<>();

  private PluginExit() {}

  /** Loaders live as long as classes of theirs are in use, that of a JAR left behind as well. */
  static void watch(Path file, SharedFirstLoader loader) {
    synchronized (LOADERS) {
      LOADERS.put(loader, file);
    }
  }

  /**
   * Which JAR's code calls {@code System.exit} or {@code Runtime.exit} now, and where, as a
   * sentence without a full stop; empty if none does. Looks at the stacks of all threads.
   */
  public static Optional<String> culprit() {
    return Thread.getAllStackTraces().values().stream()
        .filter(PluginExit::isExit)
        .flatMap(PluginExit::named)
        .map(frame -> frame.replace(AT, " ends the process, with System.exit at "))
        .findFirst();
  }

  /** Which JAR's code is running now, and where; empty if none is. */
  public static Optional<String> running() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> !(entry.getKey() instanceof PluginThread))
        .flatMap(entry -> named(entry.getValue()))
        .findFirst();
  }

  /** Whose code a start waits for now; empty if it waits for none. */
  public static Optional<String> loading() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(PluginThread.class::isInstance)
        .map(PluginThread.class::cast)
        .filter(thread -> !thread.isLeftBehind())
        .map(PluginThread::whose)
        .findFirst();
  }

  private static boolean isExit(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(
            frame ->
                frame.getClassName().equals("java.lang.Runtime")
                    && frame.getMethodName().equals("exit"));
  }

  private static Stream<String> named(StackTraceElement[] stack) {
    synchronized (LOADERS) {
      return Arrays.stream(stack).flatMap(PluginExit::named).limit(1).toList().stream();
    }
  }

  private static Stream<String> named(StackTraceElement frame) {
    return LOADERS.entrySet().stream()
        .filter(entry -> entry.getKey().hasLoaded(frame.getClassName()))
        .map(entry -> entry.getValue() + AT + frame);
  }
}
