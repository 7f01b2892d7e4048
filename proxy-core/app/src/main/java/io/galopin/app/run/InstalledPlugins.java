package io.galopin.app.run;

import io.galopin.api.OptionException;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.app.watch.FileWatch;
import io.galopin.control.PluginFile;
import io.galopin.control.PluginProblem;
import io.galopin.control.Plugins;
import io.galopin.engine.Catalog;
import io.galopin.live.Renewals;
import io.galopin.plugin.host.JarChange;
import io.galopin.plugin.host.LoadedPlugin;
import io.galopin.plugin.host.Offer;
import io.galopin.plugin.host.PluginHost;
import io.galopin.plugin.host.PluginName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins of a run: the built-in ones and those in one folder. Thread-safe. */
public final class InstalledPlugins implements Plugins, AutoCloseable {

  /** System property set by a distribution's launcher script: the default plugins folder. */
  private static final String STANDARD_FOLDER = "galopin.plugins";

  private static final Logger log = LoggerFactory.getLogger(InstalledPlugins.class);

  private static final int MOST_WATCHED = 2_000;

  private final PluginHost host;
  private final FormerPlugins former;
  private volatile Installed now;

  private InstalledPlugins(PluginHost host) {
    this.host = host;
    this.now = installed(0, Catalog.of(host.factories()), host.plugins());
    this.former = new FormerPlugins(host, this::update);
  }

  private Installed installed(long number, Catalog catalog, List<LoadedPlugin> files) {
    return new Installed(
        number,
        catalog,
        files.stream().map(InstalledPlugins::shown).toList(),
        host.former().stream().map(jar -> shown(jar.loaded())).toList(),
        host.problems().stream()
            .map(problem -> new PluginProblem(problem.where(), problem.reason()))
            .toList());
  }

  private static PluginFile shown(LoadedPlugin jar) {
    return new PluginFile(
        jar.id(),
        jar.version(),
        jar.file().toString(),
        jar.brings().stream().map(name -> name.kind() + " " + name.name()).toList());
  }

  @Override
  public Installed now() {
    return now;
  }

  private synchronized void update() {
    set(now.catalog(), host.plugins());
  }

  private synchronized void set(Catalog catalog, List<LoadedPlugin> files) {
    now = installed(now.number() + 1, catalog, files);
  }

  @Override
  public List<Change> reload(Renewals renewals) {
    if (host.folder().isEmpty()) {
      return Plugins.super.reload(renewals);
    }
    List<JarChange> changes = host.reload(offer -> take(offer, renewals));
    former.unload(renewals, now::catalog);
    update();
    return changes.stream()
        .map(
            change ->
                new Change(
                    change.file().toString(), change.before(), change.now(), change.toString()))
        .toList();
  }

  /** Reloads whenever something in the folder has changed. */
  void follow(FileWatch watch, Renewals renewals) {
    host.folder()
        .ifPresent(
            folder ->
                watch.add(
                    folder.toAbsolutePath(),
                    () -> files(folder.toAbsolutePath()),
                    () -> former.soon(() -> reloadAndTell(renewals))));
  }

  private static Set<Path> files(Path folder) {
    Set<Path> all = new LinkedHashSet<>();
    all.add(folder);
    try (Stream<Path> inside = Files.list(folder)) {
      inside.limit(MOST_WATCHED).forEach(all::add);
    } catch (IOException | UncheckedIOException gone) {
      log.debug("{} cannot be listed: {}", folder, gone.toString());
    }
    return all;
  }

  private void reloadAndTell(Renewals renewals) {
    List<PluginProblem> known = now.problems();
    try {
      reload(renewals).forEach(change -> log.info("plugins: {}", change.sentence()));
      now.problems().stream()
          .filter(problem -> !known.contains(problem))
          .forEach(problem -> log.warn("{}: {}", problem.where(), problem.reason()));
    } catch (RuntimeException | Error cannot) {
      log.warn("plugins: nothing has changed: {}", cannot.getMessage());
    }
  }

  private void take(Offer offer, Renewals renewals) {
    Catalog catalog = Catalog.of(offer.factories());
    renewals.renew(
        FormerPlugins.replaced(offer.changed()),
        catalog,
        () -> {
          renewals.tell(said(offer));
          set(catalog, offer.plugins());
        });
  }

  /** Says which version brings each plugin that has changed: what acts later is this one. */
  private static String said(Offer offer) {
    return offer.changed().stream()
        .sorted(Comparator.comparing(PluginName::toString))
        .map(
            name ->
                name
                    + ": "
                    + offer.plugins().stream()
                        .filter(jar -> jar.brings().contains(name))
                        .findFirst()
                        .map(InstalledPlugins::said)
                        .orElse("no longer there"))
        .collect(Collectors.joining("; "));
  }

  private static String said(LoadedPlugin jar) {
    return "version " + jar.version() + " of " + jar.file().getFileName();
  }

  /** Returns the JARs of now with their versions, for the journal. */
  public List<String> versions() {
    return host.plugins().stream().map(jar -> jar.id() + " " + jar.version()).toList();
  }

  /** Only the built-in plugins. */
  public static InstalledPlugins builtIn() {
    return open(Optional.empty());
  }

  /**
   * Loads the folder that the command line names.
   *
   * @param folder as the user wrote it; null for the default folder of a distribution
   * @throws CommandFailure if there is no such folder
   */
  public static InstalledPlugins ofCommandLine(@Nullable String folder) {
    try {
      return open(folder == null ? standardFolder() : Optional.of(Path.of(folder)));
    } catch (OptionException wrong) {
      throw CommandFailure.wrong("--" + wrong.getMessage());
    }
  }

  /**
   * Loads the folder that a configuration names.
   *
   * @param file the configuration
   * @throws CommandFailure if there is no such folder
   */
  public static InstalledPlugins ofConfiguration(Path folder, Path file) {
    try {
      return open(Optional.of(folder));
    } catch (OptionException wrong) {
      throw CommandFailure.wrong(wrong.getMessage() + " in " + file);
    }
  }

  private static Optional<Path> standardFolder() {
    return Optional.ofNullable(System.getProperty(STANDARD_FOLDER))
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  private static InstalledPlugins open(Optional<Path> folder) {
    if (folder.isPresent()) {
      LastWords.prepare();
    }
    return new InstalledPlugins(PluginHost.open(folder));
  }

  /** The JAR of a plugin; empty if it is built in. */
  public Optional<LoadedPlugin> jarOf(PluginName name) {
    return host.plugins().stream().filter(jar -> jar.brings().contains(name)).findFirst();
  }

  /** Reports the plugins that could not be loaded, with the reasons. */
  public void complain(Console console) {
    host.problems().forEach(problem -> console.complain(problem.toString()));
  }

  /** Unloads the plugins; to be called when nothing uses them any more. */
  @Override
  public void close() {
    former.close();
    host.close();
  }
}
