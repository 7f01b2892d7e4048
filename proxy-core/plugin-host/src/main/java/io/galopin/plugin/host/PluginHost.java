package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import io.galopin.api.PluginFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installed plugins: built-in ones on the class path, and others as JARs in a folder. JARs are
 * loaded from copies, so that they may be overwritten at any time.
 *
 * <p>Thread-safe; a reload waits for another one. Close whatever uses the plugins before closing
 * this object.
 */
public final class PluginHost implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

  private final Optional<Path> folder;
  private final TimeLimit limit;
  private final JarCopies copies = JarCopies.usual();
  private final Roll classPath;
  private final FormerJars former = new FormerJars(this::close);
  private volatile LoadedJars loaded;
  private volatile List<Problem> problems = List.of();
  private boolean closed;

  private PluginHost(Optional<Path> folder, Roll classPath, TimeLimit limit) {
    this.folder = folder;
    this.classPath = classPath;
    this.limit = limit;
    this.loaded = LoadedJars.none(classPath);
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

  static PluginHost open(Optional<Path> folder, ClassLoader classLoader, TimeLimit limit) {
    Roll classPath = new Roll();
    new ClassPath(classLoader, limit, classPath).enter();
    PluginHost host = new PluginHost(folder, classPath, limit);
    host.load();
    return host;
  }

  private void load() {
    if (folder.isEmpty()) {
      problems = classPath.problems();
      return;
    }
    JarFolder read = new JarFolder(folder.get(), copies, limit, List.of());
    List<OpenJar> started = read.slots().stream().flatMap(slot -> slot.now().stream()).toList();
    LoadedJars all = loaded.with(classPath, started, limit);
    problems = all.problems(classPath, read.problems());
    loaded = withoutUseless(all);
  }

  /** Closes and leaves out JARs that bring nothing. */
  private LoadedJars withoutUseless(LoadedJars all) {
    List<OpenJar> useful =
        all.jars().stream().filter(jar -> !all.broughtBy(jar).isEmpty()).toList();
    all.jars().stream()
        .filter(jar -> useful.stream().noneMatch(jar::isSameAs))
        .forEach(this::close);
    return all.only(useful);
  }

  /**
   * Loads what is new in the folder, replaces what has changed, and removes what is gone. Calls
   * {@code taker} with all changes. If it refuses these, calls it again with each of them alone. A
   * change that it refuses, or a JAR that does not work, becomes a {@linkplain #problems problem},
   * and the version in use stays.
   *
   * <p>The versions that are not in use any more are {@linkplain #former former} ones from then on.
   *
   * @return what has changed
   * @throws OptionException if the folder does not exist or cannot be read; nothing has changed
   */
  public synchronized List<JarChange> reload(Offer.Taker taker) {
    if (folder.isEmpty() || closed) {
      return List.of();
    }
    former.refuseTooMany();
    TimeLimit again = TimeLimit.of(limit.each());
    Reload reload = new Reload(classPath, loaded, again, taker);
    reload.run(new JarFolder(folder.get(), copies, again, loaded.jars()));
    loaded = reload.result();
    problems = reload.problems();
    reload.unused().forEach(this::close);
    former.add(reload.replaced());
    return reload.changes();
  }

  /** Returns the JARs that were replaced or removed and are not unloaded yet. */
  public List<FormerJar> former() {
    return former.list();
  }

  /**
   * Unloads a JAR that nothing uses any more. Never throws. Waits for at most ten seconds until the
   * JAR's code has stopped.
   */
  public void unload(FormerJar jar) {
    former.unload(jar);
  }

  private void close(OpenJar jar) {
    try {
      TimeLimit.of(limit.each())
          .attempt(
              jar.file(),
              () -> {
                jar.close();
                return true;
              },
              late -> {});
    } catch (RejectedException e) {
      log.warn("{} could not be unloaded: {}", jar.file(), e.getMessage());
    }
    copies.remove(jar.jar().copy().path());
  }

  /** Returns the folder with the JARs. */
  public Optional<Path> folder() {
    return folder;
  }

  /**
   * Returns all usable plugins: built-in ones first, then those from JARs, each group sorted by
   * name. Names are unique within a kind.
   */
  public List<PluginFactory> factories() {
    return loaded.factories();
  }

  /** Returns the JARs that have usable plugins, in order of their file names. */
  public List<LoadedPlugin> plugins() {
    return loaded.plugins();
  }

  /** Returns what cannot be used, and why. */
  public List<Problem> problems() {
    return problems;
  }

  /** Stops and unloads the plugins from JARs and closes their files. Never throws. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      List<OpenJar> all = new ArrayList<>(loaded.jars());
      former.list().forEach(former::unload);
      all.forEach(this::close);
      copies.close();
    }
  }
}
