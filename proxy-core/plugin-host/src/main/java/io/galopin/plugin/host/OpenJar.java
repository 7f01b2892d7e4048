package io.galopin.plugin.host;

import io.galopin.api.ProtocolFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pf4j.PluginWrapper;

/**
 * A JAR whose plugin is started, and what of its extensions works.
 *
 * @param jar what was read of it
 * @param loader has loaded it, and nothing else
 * @param plugin to be unloaded with {@link #close}
 * @param candidates what works
 * @param refused why the rest does not
 */
record OpenJar(
    PluginJar jar,
    JarPlugins loader,
    PluginWrapper plugin,
    List<Candidate> candidates,
    List<String> refused)
    implements AutoCloseable {

  /**
   * Starts the plugin of a JAR and asks its extensions what they are. Runs code of the JAR.
   *
   * @param patience how long its code may take later on
   * @throws RejectedException if nothing of it can be used; then it is closed
   */
  static OpenJar start(PluginJar jar, Duration patience) {
    JarPlugins loader = new JarPlugins(Version.current());
    PluginWrapper plugin = loader.add(jar);
    ClassLoader classes = plugin.getPluginClassLoader();
    Origin origin = new Origin(jar.file().toString(), patience, "");
    OpenJar started = new OpenJar(jar, loader, plugin, List.of(), List.of());
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

  /** The same, told which protocols there are. Runs code of the JAR. */
  OpenJar at(List<ProtocolFactory> protocols) {
    return with(candidates.stream(), Candidate::className, found -> found.at(protocols));
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
    return new OpenJar(jar, loader, plugin, work, failed);
  }

  /** Those among what works. */
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

  LoadedPlugin loaded(List<PluginName> brings) {
    return new LoadedPlugin(jar.id(), plugin.getDescriptor().getVersion(), jar.file(), brings);
  }

  /** Stops and unloads the plugin and closes the file. Never throws. Runs code of the JAR. */
  @Override
  public void close() {
    loader.remove(plugin);
  }
}
