package io.galopin.engine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plugin that does not return, with the stack of the event loop that waits for it. */
final class Blocked extends RuntimeException {

  private static final long serialVersionUID = 1;

  /**
   * A plugin on a stack.
   *
   * @param hook the method that the engine called
   * @param by the class of the engine that did
   * @param type the plugin's class
   */
  record Spot(String hook, String by, String type) {

    /** The plugin's class without those in it. */
    String outer() {
      return outer(type);
    }

    static String outer(String type) {
      int inner = type.indexOf('$');
      return inner < 0 ? type : type.substring(0, inner);
    }
  }

  private static final int MOST_SHOWN = 100;

  private static final String ENGINE = Blocked.class.getPackageName() + ".";

  private static final List<String> GUARDS =
      List.of(GuardedSession.class.getName(), GuardedStage.class.getName());

  Blocked(long millis, StackTraceElement[] stack) {
    super("has not returned for " + millis + " ms", null, false, true);
    setStackTrace(stack.length <= MOST_SHOWN ? stack : Arrays.copyOf(stack, MOST_SHOWN));
  }

  /** Where a plugin is at work; null if none is. */
  static @Nullable Spot find(StackTraceElement[] stack) {
    StackTraceElement engine = null;
    for (int i = stack.length - 1; i >= 0; i--) {
      String type = stack[i].getClassName();
      if (type.startsWith(ENGINE)) {
        engine = stack[i];
      } else if (engine != null && !PluginFailure.isPlatform(type)) {
        String by = engine.getClassName();
        String hook = GUARDS.contains(by) ? engine.getMethodName() : stack[i].getMethodName();
        return new Spot(hook, by, type);
      }
    }
    return null;
  }
}
