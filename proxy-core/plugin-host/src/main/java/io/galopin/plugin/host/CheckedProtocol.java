package io.galopin.plugin.host;

import io.galopin.api.Attribute;
import io.galopin.api.Failure;
import io.galopin.api.Option;
import io.galopin.api.Options;
import io.galopin.api.Protocol;
import io.galopin.api.ProtocolFactory;
import java.util.List;
import java.util.Optional;

/** A protocol from a JAR, with the metadata that it had when it was checked. */
record CheckedProtocol(
    Origin origin,
    String name,
    String description,
    List<Option<?>> options,
    List<Attribute> attributes,
    List<Failure.Kind> failures,
    List<Option<?>> failureOptions,
    List<Failure.Kind> notices,
    List<Option<?>> noticeOptions,
    boolean hasOpening,
    boolean isLayer,
    boolean beginsTls,
    ProtocolFactory factory)
    implements ProtocolFactory {

  static CheckedProtocol of(ProtocolFactory factory, Origin jar) {
    String name = Metadata.name(factory);
    return new CheckedProtocol(
        jar.of(PluginKind.PROTOCOL, name),
        name,
        Metadata.description(factory),
        Metadata.options("options()", factory::options),
        Metadata.attributes(factory),
        Metadata.kinds("failure", factory::failures),
        Metadata.options("failureOptions()", factory::failureOptions),
        Metadata.kinds("notice", factory::notices),
        Metadata.options("noticeOptions()", factory::noticeOptions),
        factory.hasOpening(),
        factory.isLayer(),
        factory.beginsTls(),
        factory);
  }

  @Override
  public Optional<String> expectation(Attribute attribute, String written, String value) {
    return origin.run("expectation()", () -> factory.expectation(attribute, written, value));
  }

  @Override
  public Protocol create(Options given) {
    return origin.create(() -> AskedProtocol.of(factory.create(given)));
  }
}
