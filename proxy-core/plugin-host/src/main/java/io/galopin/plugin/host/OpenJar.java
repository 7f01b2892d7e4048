package io.galopin.plugin.host;

import io.galopin.api.ProtocolFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginWrapper;

/**
 * A JAR whose plugin has been started, with its usable extensions.
 *
 * @param jar the checked file
 * @param loader has loaded this JAR and nothing else
 * @param plugin unloaded by {@link #close}
 * @param products what its plugins have made
 * @param candidates the extensions that work
 * @param refused why the others do not
 */
record OpenJar(
    PluginJar jar,
    JarPlugins loader,
    PluginWrapper plugin,
    Products products,
    List<Candidate> candidates,
    List<String> refused)
    implements AutoCloseable {

  /**
   * Starts the plugin of a JAR and checks its extensions. Runs code of the JAR.
   *
   * @param patience how long each later call of its code may take
   * @throws RejectedException if nothing of it can be used; it is closed in that case
   */
  static OpenJar start(PluginJar jar, Duration patience) {
    JarPlugins loader = new JarPlugins(Version.current(), jar.file());
    PluginWrapper plugin = loader.add(jar);
    ClassLoader classes = plugin.getPluginClassLoader();
    Products products = new Products();
    Origin origin = new Origin(jar.file().toString(), patience, "", products);
    OpenJar started = new OpenJar(jar, loader, plugin, products, List.of(), List.of());
    try {
      return started.with(
          jar.extensions().stream(),
          className -> className,
          className -> Candidate.thirdParty(className, classes, origin));
    } catch (Throwable e) {
      started.close();
      throw e;
    }
  }

  /**
   * Returns this JAR, with its behaviors checked for each of these protocols. Runs code of the JAR.
   */
  OpenJar at(List<ProtocolFactory> protocols) {
    return with(candidates.stream(), Candidate::className, found -> found.at(protocols));
  }

  /** Returns this JAR without anything that can be used. */
  OpenJar refusing(String reason) {
    return new OpenJar(jar, loader, plugin, products, List.of(), List.of(reason));
  }

  private <F> OpenJar with(
      Stream<F> found, Function<F, String> named, Function<F, Candidate> asked) {
    List<Candidate> work = new ArrayList<>();
    List<String> failed = new ArrayList<>(refused);
    found.forEach(
        one -> {
          try {
            work.add(asked.apply(one));
          } catch (RejectedException e) {
            failed.add(named.apply(one) + ": " + e.getMessage());
          }
        });
    return new OpenJar(jar, loader, plugin, products, work, failed);
  }

  /** Returns its usable protocols. */
  List<ProtocolFactory> protocols() {
    return candidates.stream()
        .flatMap(candidate -> candidate.factories().stream())
        .filter(ProtocolFactory.class::isInstance)
        .map(ProtocolFactory.class::cast)
        .toList();
  }

  String file() {
    return jar.file().toString();
  }

  String version() {
    return plugin.getDescriptor().getVersion();
  }

  /** Whether both are the same loaded JAR, even if they have been asked different questions. */
  @SuppressWarnings("ReferenceEquality") // the same object, not an equal one
  boolean isSameAs(@Nullable OpenJar other) {
    return other != null && plugin == other.plugin;
  }

  LoadedPlugin loaded(List<PluginName> brings) {
    return new LoadedPlugin(jar.id(), version(), jar.file(), brings);
  }

  /** Stops and unloads the plugin and closes the file. Never throws. Runs code of the JAR. */
  @Override
  public void close() {
    loader.remove(plugin);
  }
}
