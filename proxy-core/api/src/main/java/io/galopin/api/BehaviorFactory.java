package io.galopin.api;

import java.util.List;

/** A plugin that acts on exchanges. */
public interface BehaviorFactory extends PluginFactory {

  /**
   * Returns the options of this behavior at a proxy that speaks {@code protocol}: its own options
   * and those that depend on the protocol.
   */
  default List<Option<?>> optionsFor(ProtocolFactory protocol) {
    return options();
  }

  /**
   * Whether it changes handshakes of TLS: {@link Action.Handshake}. Only rules about handshakes
   * that Galopin ends can have it.
   */
  @Experimental
  default boolean changesHandshakes() {
    return false;
  }

  /**
   * Creates the instance that serves one proxy.
   *
   * @param options checked values of {@link #optionsFor}, or of {@link #options()}
   * @throws OptionException if valid values contradict each other
   */
  Behavior create(Options options);
}
