package io.galopin.engine.connection;

import io.galopin.engine.exchange.Firings;
import io.galopin.engine.toxic.GuardedStage;
import io.galopin.engine.trouble.Blocked;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.Spot;
import org.jspecify.annotations.Nullable;

/** Finds the plugin that does not return. */
final class Culprit {

  private Culprit() {}

  /**
   * Names the plugin that is running on a stack, out of those that {@code owner} has now.
   *
   * @param millis how long it has been running
   * @return null if none is running
   */
  static @Nullable PluginFailure of(
      long millis, StackTraceElement[] stack, String protocol, ConnectionOwner owner) {
    Spot spot = Spots.find(stack);
    if (spot == null) {
      return null;
    }
    Blocked blocked = new Blocked(millis, stack);
    String type = spot.outer();
    if (spot.by().startsWith(Firings.class.getName())) {
      return failure("behavior", Firings.plugin(owner.rules(), type), spot, blocked);
    }
    if (spot.by().equals(GuardedStage.class.getName())) {
      return failure("toxic", GuardedStage.plugin(owner.toxics(), type), spot, blocked);
    }
    return failure("protocol", protocol, spot, blocked);
  }

  private static PluginFailure failure(String kind, String name, Spot spot, Blocked blocked) {
    return new PluginFailure(kind, name, spot.hook(), blocked);
  }
}
