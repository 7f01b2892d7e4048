package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import io.galopin.api.PluginFactory;
import io.galopin.api.ProtocolFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installed plugins: built-in ones on the class path, and others as JARs in a folder.
 *
 * <p>Immutable once it is open, so any thread may read it. Close whatever uses the plugins before
 * closing this object.
 */
public final class PluginHost implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

  private final List<OpenJar> jars;
  private final TimeLimit limit;
  private final List<PluginFactory> factories;
  private final List<LoadedPlugin> plugins;
  private final List<Problem> problems;
  private boolean closed;

  private PluginHost(List<OpenJar> jars, TimeLimit limit, Roll roll, List<LoadedPlugin> plugins) {
    this.jars = List.copyOf(jars);
    this.limit = limit;
    this.factories = roll.factories();
    this.plugins = List.copyOf(plugins);
    this.problems = roll.problems();
  }

  /**
   * Loads all installed plugins. A JAR that does not work becomes a {@linkplain #problems problem},
   * and the others are loaded anyway. JARs are loaded in order of their file names, so that if two
   * plugins have the same name, the same one always wins.
   *
   * <p>Plugin code runs on daemon threads. A JAR whose code takes longer than ten seconds is
   * abandoned and becomes a problem, too.
   *
   * @param folder contains the JARs; empty for the class path only
   * @throws OptionException if the folder does not exist or cannot be read
   */
  public static PluginHost open(Optional<Path> folder) {
    return open(folder, PluginHost.class.getClassLoader(), TimeLimit.usual());
  }

  static PluginHost open(Optional<Path> folder, ClassLoader classPath, TimeLimit limit) {
    List<Path> files = folder.map(PluginHost::jarsIn).orElse(List.of());
    Roll roll = new Roll();
    new ClassPath(classPath, limit, roll).enter();
    List<OpenJar> started = start(files, limit, roll);
    List<ProtocolFactory> protocols = new ArrayList<>(roll.protocols());
    started.forEach(jar -> protocols.addAll(jar.protocols()));
    List<OpenJar> open = new ArrayList<>();
    List<LoadedPlugin> plugins = new ArrayList<>();
    for (OpenJar jar : started) {
      List<PluginName> brings = enroll(jar, protocols, limit, roll);
      if (brings.isEmpty()) {
        close(jar, limit);
      } else {
        open.add(jar);
        plugins.add(jar.loaded(brings));
      }
    }
    return new PluginHost(open, limit, roll, plugins);
  }

  private static List<OpenJar> start(List<Path> files, TimeLimit limit, Roll roll) {
    Map<String, Path> ids = new HashMap<>();
    List<OpenJar> started = new ArrayList<>();
    for (Path file : files) {
      try {
        PluginJar jar = limit.attempt(file.toString(), () -> PluginJar.read(file), late -> {});
        Path twin = ids.get(jar.id());
        if (twin != null) {
          throw new RejectedException(
              "Plugin-Id: " + jar.id() + " (expected: one that differs from that of " + twin + ")");
        }
        started.add(
            limit.attempt(file.toString(), () -> OpenJar.start(jar, limit.each()), OpenJar::close));
        ids.put(jar.id(), file);
      } catch (RejectedException e) {
        roll.addProblem(file.toString(), e.getMessage());
      }
    }
    return started;
  }

  private static List<PluginName> enroll(
      OpenJar jar, List<ProtocolFactory> protocols, TimeLimit limit, Roll roll) {
    OpenJar asked;
    try {
      asked = limit.attempt(jar.file(), () -> jar.at(protocols), late -> {});
    } catch (RejectedException e) {
      roll.addProblem(jar.file(), e.getMessage());
      return List.of();
    }
    if (asked.jar().extensions().isEmpty()) {
      roll.addProblem(
          jar.file(), "META-INF/extensions.idx names no class (expected: those with @Extension)");
    }
    asked.refused().forEach(reason -> roll.addProblem(jar.file(), reason));
    return roll.addThirdParty(jar.file(), asked.candidates());
  }

  private static void close(OpenJar jar, TimeLimit limit) {
    try {
      limit.attempt(
          jar.file(),
          () -> {
            jar.close();
            return true;
          },
          late -> {});
    } catch (RejectedException e) {
      log.warn("{} could not be unloaded: {}", jar.file(), e.getMessage());
    }
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new OptionException("plugins", folder, "an existing folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new OptionException("plugins", folder, "a readable folder; " + e);
    }
  }

  /**
   * Returns all usable plugins: built-in ones first, then those from JARs, each group sorted by
   * name. Names are unique within a kind.
   */
  public List<PluginFactory> factories() {
    return factories;
  }

  /** Returns the JARs that have usable plugins, in order of their file names. */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /** Returns what cannot be used, and why. */
  public List<Problem> problems() {
    return problems;
  }

  /** Stops and unloads the plugins from JARs and closes their files. Never throws. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      jars.forEach(jar -> close(jar, limit));
    }
  }
}
