package io.galopin.engine.trouble;

import java.util.List;

/**
 * The failure of a hook: any throwable, or {@link Nonsense}. It names the plugin, or the proxy
 * itself if no plugin was running.
 */
public final class PluginFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The most characters of a plugin's failure message that are repeated. */
  private static final int MOST_WORDS = 300;

  /** The prefix of the names of the engine's classes. */
  private static final String ENGINE =
      PluginFailure.class.getPackageName().replaceFirst("[^.]+$", "");

  /** Code that calls a plugin or is called by one, and is none itself. */
  private static final List<String> PLATFORM =
      List.of(
          "java.",
          "jdk.",
          "sun.",
          "io.netty.",
          "org.slf4j.",
          "io.galopin.api.",
          "io.galopin.metrics.");

  private final String kind;
  private final String plugin;
  private final String hook;
  private final Throwable thrown;

  /**
   * A failure of which it is known who failed.
   *
   * @param kind {@code behavior}, {@code toxic} or {@code protocol}
   * @param plugin the plugin's name
   * @param hook the method that was called
   */
  public PluginFailure(String kind, String plugin, String hook, Throwable thrown) {
    super(null, null, false, false);
    this.kind = kind;
    this.plugin = plugin;
    this.hook = hook;
    this.thrown = thrown;
  }

  /**
   * What was thrown on a connection, outside of calls that name their plugin: the code of a
   * protocol's message, or the proxy itself.
   */
  public static PluginFailure of(Throwable thrown, String protocol) {
    if (thrown instanceof PluginFailure named) {
      return named;
    }
    if (thrown instanceof Nonsense) {
      return new PluginFailure("protocol", protocol, "its session", thrown);
    }
    String method = culprit(thrown);
    return method.isEmpty()
        ? new PluginFailure("", "", "", thrown)
        : new PluginFailure("protocol", protocol, method, thrown);
  }

  /** The method of a plugin that the engine had called; empty if there was none. */
  private static String culprit(Throwable thrown) {
    String type = thrown.getClass().getName();
    // A plugin's own throwable may refuse to show where it came from.
    String method = isEngine(type) || isPlatform(type) ? "" : "its code";
    try {
      for (StackTraceElement frame : thrown.getStackTrace()) {
        String in = frame.getClassName();
        if (isEngine(in)) {
          return method;
        }
        if (!isPlatform(in)) {
          method = frame.getMethodName();
        }
      }
    } catch (Throwable worse) {
      return method;
    }
    // The stack was too deep to show who began it.
    return method;
  }

  /** Whether a class is of the engine. */
  public static boolean isEngine(String type) {
    return type.startsWith(ENGINE);
  }

  /** Whether a class calls plugins or is called by them, and is none itself. */
  public static boolean isPlatform(String type) {
    return PLATFORM.stream().anyMatch(type::startsWith);
  }

  public String plugin() {
    return plugin;
  }

  public String hook() {
    return hook;
  }

  /** Whether no plugin is to blame. */
  public boolean isOwn() {
    return kind.isEmpty();
  }

  /** What it is counted with: the plugin and the kind of throwable. */
  String key() {
    return kind + " " + plugin + " " + thrown.getClass().getName();
  }

  /** Whether its stack says more than its words. */
  boolean hasTrace() {
    return !(thrown instanceof Nonsense);
  }

  /** What was thrown, or the {@link Nonsense} that was said. */
  public Throwable thrown() {
    return thrown;
  }

  /** {@code behavior x failed in onAfterHandle: java.lang.AssertionError: …}, in one line. */
  @Override
  public String getMessage() {
    String who = isOwn() ? "the proxy itself failed" : kind + " " + plugin + verb() + hook;
    return who + ": " + words();
  }

  private String verb() {
    return thrown instanceof Blocked ? " takes long in " : " failed in ";
  }

  private boolean isWordsAlone() {
    return thrown instanceof Nonsense || thrown instanceof Blocked;
  }

  private String words() {
    String words;
    try {
      words = String.valueOf(isWordsAlone() ? thrown.getMessage() : thrown);
    } catch (Throwable worse) {
      // A plugin's own throwable may fail as well.
      words = thrown.getClass().getName();
    }
    String line = words.replaceAll("\\p{Cntrl}", " ");
    return line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) + "…" : line;
  }
}
