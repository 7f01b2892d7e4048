package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the JARs in a folder with those in use, and starts what is new. */
final class JarFolder {

  private static final int MOST_JARS = 1_000;

  private final List<Path> files;
  private final JarCopies copies;
  private final TimeLimit limit;
  private final List<OpenJar> open;
  private final Map<String, Path> ids = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /**
   * Lists the folder.
   *
   * @param open the JARs in use
   * @throws OptionException if it does not exist or cannot be read
   */
  JarFolder(Path folder, JarCopies copies, TimeLimit limit, List<OpenJar> open) {
    this.files = jarsIn(folder);
    this.copies = copies;
    this.limit = limit;
    this.open = open;
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new OptionException("plugins", folder, "an existing folder");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars =
          files
              .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jar"))
              .sorted()
              .toList();
      if (jars.size() > MOST_JARS) {
        throw new OptionException(
            "plugins", folder, "at most " + MOST_JARS + " JARs, there are " + jars.size());
      }
      return jars;
    } catch (IOException e) {
      throw new OptionException("plugins", folder, "a readable folder; " + e);
    }
  }

  /**
   * Reads and starts what is new or has changed, in order of the file names. Removed JARs come
   * last.
   */
  List<Slot> slots() {
    files.forEach(this::read);
    for (OpenJar jar : open) {
      if (slots.stream().noneMatch(slot -> jar.isSameAs(slot.before()))) {
        slots.add(new Slot(jar, null));
      }
    }
    return slots;
  }

  /** Returns why some JARs cannot be used. */
  List<Problem> problems() {
    return problems;
  }

  private void read(Path file) {
    OpenJar here = find(jar -> jar.jar().file().equals(file));
    try {
      PluginJar jar = limit.attempt(file.toString(), () -> copied(file), this::forget);
      Path twin = ids.get(jar.id());
      if (twin != null) {
        forget(jar);
        problems.add(
            new Problem(
                file.toString(),
                "Plugin-Id: "
                    + jar.id()
                    + " (expected: one that differs from that of "
                    + twin
                    + ")"));
      } else if (here != null && here.jar().copy().digest().equals(jar.copy().digest())) {
        forget(jar);
        stays(here);
      } else {
        start(jar, here != null ? here : renamed(jar));
      }
    } catch (RejectedException e) {
      fails(file, e, here);
    }
  }

  private PluginJar copied(Path file) {
    JarCopies.Copy copy = copies.copy(file);
    try {
      return PluginJar.read(file, copy);
    } catch (RejectedException e) {
      copies.remove(copy.path());
      throw e;
    }
  }

  private void start(PluginJar jar, @Nullable OpenJar before) {
    Path file = jar.file();
    try {
      OpenJar started =
          limit.attempt(file.toString(), () -> OpenJar.start(jar, limit.each()), this::tooLate);
      slots.add(new Slot(before, started));
      ids.put(jar.id(), file);
    } catch (RejectedException e) {
      forget(jar);
      fails(file, e, before);
    }
  }

  private void fails(Path file, RejectedException reason, @Nullable OpenJar before) {
    problems.add(
        new Problem(
            file.toString(),
            reason.getMessage() + (before == null ? "" : Slot.unchanged(before).stays())));
    if (before != null) {
      stays(before);
    }
  }

  private void stays(OpenJar jar) {
    slots.add(Slot.unchanged(jar));
    ids.put(jar.jar().id(), jar.jar().file());
  }

  /** Returns the JAR in use with the same id, if its file is gone. */
  private @Nullable OpenJar renamed(PluginJar jar) {
    return find(other -> other.jar().id().equals(jar.id()) && !files.contains(other.jar().file()));
  }

  private @Nullable OpenJar find(Predicate<OpenJar> wanted) {
    return open.stream().filter(wanted).findFirst().orElse(null);
  }

  private void forget(PluginJar jar) {
    copies.remove(jar.copy().path());
  }

  private void tooLate(OpenJar jar) {
    jar.close();
    forget(jar.jar());
  }
}
