package io.galopin.engine;

import io.galopin.engine.trouble.Nonsense;
import io.galopin.engine.trouble.PluginFailure;
import io.galopin.engine.trouble.PluginFailures;
import java.util.OptionalInt;

/** How much of a proxy's sockets is read at a time. */
final class ReadSize {

  /** The most that a protocol may want to be read at a time. */
  private static final int MOST_READ_BYTES = 16 << 20;

  private ReadSize() {}

  /** Returns the protocol's size, otherwise that of the limits; empty for automatic. */
  static OptionalInt of(PluginFailures failures, ProxySpec spec) {
    int wanted = 0;
    try {
      wanted = spec.protocol().readBytes();
      if (wanted < 0 || wanted > MOST_READ_BYTES) {
        throw new Nonsense("returned " + wanted + " (expected: 0 to " + MOST_READ_BYTES + ")");
      }
    } catch (Throwable thrown) {
      wanted = 0;
      failures.tell(
          spec.name(),
          new PluginFailure("protocol", spec.protocolName(), "readBytes", thrown),
          "reads are as long as without it");
    }
    return wanted > 0 ? OptionalInt.of(wanted) : spec.limits().readBytes();
  }
}
