package io.galopin.api;

import java.util.List;

/** A plugin that acts on exchanges. */
public interface BehaviorFactory extends PluginFactory {

  /**
   * The options that this behavior understands at a proxy that speaks {@code protocol}: its own,
   * and those that follow from what the protocol can do.
   */
  default List<Option<?>> optionsFor(ProtocolFactory protocol) {
    return options();
  }

  /**
   * Makes the instance that serves one proxy.
   *
   * @param options checked values of {@link #optionsFor}, or of {@link #options()}
   * @throws OptionException if values that are each valid do not go together
   */
  Behavior create(Options options);
}
