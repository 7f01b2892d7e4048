package io.galopin.engine.connection;

import io.galopin.engine.exchange.GuardedSession;
import io.galopin.engine.toxic.GuardedStage;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.Spot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the plugin that is running on a stack. */
final class Spots {

  private static final List<String> GUARDS =
      List.of(GuardedSession.class.getName(), GuardedStage.class.getName());

  private Spots() {}

  /** Returns where a plugin is running; null if none is. */
  static @Nullable Spot find(StackTraceElement[] stack) {
    StackTraceElement engine = null;
    for (int i = stack.length - 1; i >= 0; i--) {
      String type = stack[i].getClassName();
      if (PluginFailure.isEngine(type)) {
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
