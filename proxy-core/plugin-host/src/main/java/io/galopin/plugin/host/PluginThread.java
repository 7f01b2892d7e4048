package io.galopin.plugin.host;

/**
 * Runs code of one JAR, or of the class path. It never keeps the process alive, so it can be
 * abandoned.
 */
final class PluginThread extends Thread {

  private static final String HOST = PluginThread.class.getPackageName() + '.';

  private final String whose;
  private volatile boolean leftBehind;

  /**
   * Creates a thread without starting it.
   *
   * @param whose the JAR's file, or {@code class path}
   */
  PluginThread(String whose, Runnable code) {
    super(code, "galopin-plugin");
    this.whose = whose;
    setDaemon(true);
  }

  String whose() {
    return whose;
  }

  /** Abandons it: nobody waits for it any longer. It is interrupted, but may go on. */
  void leaveBehind() {
    leftBehind = true;
    interrupt();
  }

  boolean isLeftBehind() {
    return leftBehind;
  }

  /** Returns where in the plugin's code it is, as in a stack trace; empty if it is elsewhere. */
  String place() {
    StackTraceElement[] stack = getStackTrace();
    for (int i = stack.length - 1; i >= 0; i--) {
      if (isForeign(stack[i].getClassName())) {
        return stack[i].toString();
      }
    }
    return "";
  }

  private static boolean isForeign(String className) {
    return !className.startsWith(HOST)
        && !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("sun.")
        && !className.startsWith("org.pf4j.");
  }
}
