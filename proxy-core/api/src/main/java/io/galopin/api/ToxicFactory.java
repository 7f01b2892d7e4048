package io.galopin.api;

/** A plugin that acts on the bytes of a link, whatever they mean. */
public interface ToxicFactory extends PluginFactory {

  /**
   * Creates the instance that serves one toxic of one proxy.
   *
   * @param options checked values of {@link #options()}
   * @throws OptionException if valid values contradict each other
   */
  Toxic create(Options options);
}
