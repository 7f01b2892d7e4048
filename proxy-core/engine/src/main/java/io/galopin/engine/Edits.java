package io.galopin.engine;

import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.PluginFailures;
import java.util.List;

/** What a proxy's protocol changes in the traffic regardless of the rules. */
final class Edits {

  private Edits() {}

  /** In the protocol's words; nothing where it has none. */
  static List<String> of(PluginFailures failures, ProxySpec spec) {
    try {
      List<String> edits = spec.protocol().edits();
      if (edits == null) {
        throw new Nonsense("returned null (expected: a list of edits)");
      }
      return List.copyOf(edits);
    } catch (Throwable thrown) {
      failures.tell(
          spec.name(),
          new PluginFailure("protocol", spec.protocolName(), "edits", thrown),
          "the proxy does not say what it edits");
      return List.of();
    }
  }
}
