package io.galopin.rules;

import io.galopin.api.BehaviorFactory;
import io.galopin.engine.ProtocolStack;
import io.galopin.rules.source.PluginConfig;
import io.galopin.rules.source.Problems;

/** Where behaviors may be used that change handshakes of TLS. */
final class Handshakes {

  private Handshakes() {}

  /**
   * Checks a behavior of a rule. If it may not be used there, that is a problem.
   *
   * @param layer the name of the layer that the rule is about; empty if it is none
   */
  static boolean mayUse(
      BehaviorFactory behavior,
      PluginConfig config,
      ProtocolStack stack,
      String layer,
      Problems problems) {
    String ended = stack.endedTls();
    if (!behavior.changesHandshakes() || (!ended.isEmpty() && ended.equals(layer))) {
      return true;
    }
    refuse(
        config,
        ended.isEmpty()
            ? "another behavior, as Galopin ends no TLS at this proxy; --listen-tls auto lets it"
            : "a rule about handshakes: when " + ended + ".handshake",
        problems);
    return false;
  }

  /** Checks a behavior of a mix, which is never about handshakes. */
  static boolean mayUseInMix(BehaviorFactory behavior, PluginConfig config, Problems problems) {
    if (behavior.changesHandshakes()) {
      refuse(
          config,
          "a rule about handshakes in place of the mix, at a proxy with --listen-tls: when"
              + " tls.handshake "
              + config.name(),
          problems);
    }
    return !behavior.changesHandshakes();
  }

  private static void refuse(PluginConfig config, String expected, Problems problems) {
    problems.add(config.what(), config.name(), expected, config.place());
  }
}
