package io.galopin.plugin.host;

import io.galopin.api.BehaviorFactory;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import io.galopin.api.ToxicFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A plugin class that was found and has answered all checks so far.
 *
 * @param className the fully qualified name
 * @param factories its factories, as the rest of Galopin sees them
 * @param names its names for users, one for each of its kinds
 */
record Candidate(String className, List<PluginFactory> factories, List<PluginName> names) {

  Candidate {
    factories = List.copyOf(factories);
    names = List.copyOf(names);
  }

  /**
   * Checks an extension from the class path.
   *
   * @throws RejectedException if it cannot be used
   */
  static Candidate builtIn(String className, Class<? extends PluginFactory> type) {
    PluginFactory factory = Instances.create(type);
    List<PluginKind> kinds = Metadata.kinds(factory);
    String name = Metadata.name(factory);
    Metadata.description(factory);
    Metadata.options("options()", factory::options);
    return new Candidate(
        className,
        List.of(factory),
        kinds.stream().map(kind -> new PluginName(kind, name)).toList());
  }

  /**
   * Checks an extension from a JAR. Its metadata is read now and never again.
   *
   * @throws RejectedException if it cannot be used
   */
  static Candidate thirdParty(String className, ClassLoader loader, Origin jar) {
    Class<?> type = Instances.load(className, loader);
    if (!PluginFactory.class.isAssignableFrom(type)) {
      throw new RejectedException("neither a protocol nor a behavior nor a toxic");
    }
    PluginFactory factory = Instances.create(type.asSubclass(PluginFactory.class));
    List<PluginFactory> checked = new ArrayList<>();
    List<PluginName> names = new ArrayList<>();
    for (PluginKind kind : Metadata.kinds(factory)) {
      PluginFactory one =
          switch (kind) {
            case PROTOCOL -> CheckedProtocol.of((ProtocolFactory) factory, jar);
            case BEHAVIOR -> CheckedBehavior.of((BehaviorFactory) factory, jar);
            case TOXIC -> CheckedToxic.of((ToxicFactory) factory, jar);
          };
      checked.add(one);
      names.add(new PluginName(kind, one.name()));
    }
    return new Candidate(className, checked, names);
  }

  /**
   * Returns this candidate with the options that its behaviors have at proxies of each protocol.
   *
   * @throws RejectedException if they cannot be used there
   */
  Candidate at(List<ProtocolFactory> protocols) {
    return new Candidate(
        className,
        factories.stream()
            .map(
                factory ->
                    factory instanceof CheckedBehavior behavior
                        ? (PluginFactory) behavior.at(protocols)
                        : factory)
            .toList(),
        names);
  }

  String name() {
    return names.get(0).name();
  }
}
