package io.galopin.plugin.host;

import io.galopin.api.Behavior;
import io.galopin.api.BehaviorFactory;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.ProtocolFactory;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A behavior from a JAR, with the metadata that it had when it was checked.
 *
 * @param byProtocol its options at proxies of each protocol, by the protocol's name
 */
record CheckedBehavior(
    Origin origin,
    String name,
    String description,
    List<Option<?>> options,
    Map<String, List<Option<?>>> byProtocol,
    boolean changesHandshakes,
    BehaviorFactory factory)
    implements BehaviorFactory {

  static CheckedBehavior of(BehaviorFactory factory, Origin jar) {
    String name = Metadata.name(factory);
    return new CheckedBehavior(
        jar.of(PluginKind.BEHAVIOR, name),
        name,
        Metadata.description(factory),
        Metadata.options("options()", factory::options),
        Map.of(),
        factory.changesHandshakes(),
        factory);
  }

  /**
   * Returns this behavior with its options at proxies of each of these protocols.
   *
   * @throws RejectedException if one of them cannot be used
   */
  CheckedBehavior at(Collection<ProtocolFactory> protocols) {
    Map<String, List<Option<?>>> asked = new HashMap<>();
    for (ProtocolFactory protocol : protocols) {
      asked.put(protocol.name(), Metadata.options(factory, protocol));
    }
    return new CheckedBehavior(
        origin, name, description, options, Map.copyOf(asked), changesHandshakes, factory);
  }

  @Override
  public List<Option<?>> optionsFor(ProtocolFactory protocol) {
    return byProtocol.getOrDefault(protocol.name(), options);
  }

  @Override
  public Behavior create(Options given) {
    return origin.create(() -> factory.create(given));
  }
}
