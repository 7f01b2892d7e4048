package io.galopin.plugin.host;

import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import java.util.List;

/** A toxic from a JAR, with the metadata that it had when it was checked. */
record CheckedToxic(
    Origin origin, String name, String description, List<Option<?>> options, ToxicFactory factory)
    implements ToxicFactory {

  static CheckedToxic of(ToxicFactory factory, Origin jar) {
    String name = Metadata.name(factory);
    return new CheckedToxic(
        jar.of(PluginKind.TOXIC, name),
        name,
        Metadata.description(factory),
        Metadata.options("options()", factory::options),
        factory);
  }

  @Override
  public Toxic create(Options given) {
    return origin.create(() -> factory.create(given));
  }
}
