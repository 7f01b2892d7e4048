package io.galopin.engine;

/** Whose plugin it is that does not return. */
final class Culprit {

  private Culprit() {}

  /** Names the plugin that is at work at {@code spot}, of those that {@code owner} has now. */
  static PluginFailure of(Spot spot, Blocked blocked, ConnectionOwner owner) {
    String type = spot.outer();
    if (spot.by().startsWith(Firings.class.getName())) {
      return failure("behavior", Firings.plugin(owner.rules(), type), spot, blocked);
    }
    if (spot.by().equals(GuardedStage.class.getName())) {
      return failure("toxic", GuardedStage.plugin(owner.toxics(), type), spot, blocked);
    }
    return failure("protocol", owner.spec().protocolName(), spot, blocked);
  }

  private static PluginFailure failure(String kind, String name, Spot spot, Blocked blocked) {
    return new PluginFailure(kind, name, spot.hook(), blocked);
  }
}
