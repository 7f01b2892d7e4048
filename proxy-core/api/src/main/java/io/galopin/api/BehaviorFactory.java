package io.galopin.api;

/** A plugin that acts on exchanges. */
public interface BehaviorFactory extends PluginFactory {

  /**
   * Makes the instance that serves one proxy.
   *
   * @param options checked values of {@link #options()}
   * @throws OptionException if values that are each valid do not go together
   */
  Behavior create(Options options);
}
