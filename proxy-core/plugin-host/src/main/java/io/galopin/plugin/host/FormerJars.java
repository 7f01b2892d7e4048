package io.galopin.plugin.host;

import io.galopin.api.OptionException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** JARs that were replaced or removed, until they are unloaded. Thread-safe. */
final class FormerJars {

  private static final int MOST = 100;

  private final List<FormerJar> jars = new CopyOnWriteArrayList<>();
  private final Consumer<OpenJar> unloading;

  FormerJars(Consumer<OpenJar> unloading) {
    this.unloading = unloading;
  }

  void add(List<FormerJar> replaced) {
    jars.addAll(replaced);
  }

  List<FormerJar> list() {
    return List.copyOf(jars);
  }

  /** Unloads a JAR, once. */
  void unload(FormerJar jar) {
    if (jars.remove(jar)) {
      unloading.accept(jar.jar());
    }
  }

  /** Refuses a reload while too many versions are in use. */
  void refuseTooMany() {
    if (jars.size() >= MOST) {
      throw new OptionException(
          "plugins",
          jars.size() + " earlier versions of JARs are still in use",
          "at most "
              + MOST
              + "; connections that have used them must end first, such as "
              + jars.get(0));
    }
  }
}
