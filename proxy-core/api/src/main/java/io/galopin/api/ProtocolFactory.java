package io.galopin.api;

/** A plugin that understands a protocol. */
public interface ProtocolFactory extends PluginFactory {

  /**
   * Makes the instance that serves one proxy.
   *
   * @param options checked values of {@link #options()}
   * @throws OptionException if values that are each valid do not go together
   */
  Protocol create(Options options);
}
