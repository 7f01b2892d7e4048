package io.galopin.plugin.host;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * Tells a shutdown hook which JAR ends the process. A plugin cannot be kept from calling {@code
 * System.exit}, but the thread that calls it waits for the hooks, so its stack still shows where
 * the call came from.
 */
public final class PluginExit {

  private static final String AT = ", at ";
  private static final Map<SharedFirstLoader, Path> LOADERS = new WeakHashMap<>();

  private PluginExit() {}

  /** Remembers which JAR a loader is for. Forgets it when no class of the loader is in use. */
  static void watch(Path file, SharedFirstLoader loader) {
    synchronized (LOADERS) {
      LOADERS.put(loader, file);
    }
  }

  /**
   * Returns which JAR's code is calling {@code System.exit} or {@code Runtime.exit}, and where, as
   * a sentence without a full stop; empty if none does. Looks at the stacks of all threads.
   */
  public static Optional<String> culprit() {
    return Thread.getAllStackTraces().values().stream()
        .filter(PluginExit::isExit)
        .flatMap(PluginExit::named)
        .map(frame -> frame.replace(AT, " ends the process, with System.exit at "))
        .findFirst();
  }

  /** Returns which JAR's code is running now, and where; empty if none is. */
  public static Optional<String> running() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(entry -> !(entry.getKey() instanceof PluginThread))
        .flatMap(entry -> named(entry.getValue()))
        .findFirst();
  }

  /** Returns which JAR a start is waiting for; empty if none. */
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
