package io.galopin.plugin.host;

/**
 * On it runs code of one JAR, or of the class path. It never keeps the process alive, so that it
 * can be left behind.
 */
final class PluginThread extends Thread {

  private static final String HOST = PluginThread.class.getPackageName() + '.';

  private final String whose;
  private volatile boolean leftBehind;

  /**
   * Not started yet.
   *
   * @param whose the file, or {@code class path}
   */
  PluginThread(String whose, Runnable code) {
    super(code, "galopin-plugin");
    this.whose = whose;
    setDaemon(true);
  }

  String whose() {
    return whose;
  }

  /** Nobody waits for it any more. It is asked to end, and may do as it likes. */
  void leaveBehind() {
    leftBehind = true;
    interrupt();
  }

  boolean isLeftBehind() {
    return leftBehind;
  }

  /** Where in the plugin's code it is, as in a stack trace; empty if it is not there. */
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
