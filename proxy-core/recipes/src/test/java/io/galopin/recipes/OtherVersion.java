package io.galopin.recipes;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Loads a library and the classes of this package from elsewhere, and all else as usual. */
final class OtherVersion extends URLClassLoader {

  private final String library;

  /**
   * Creates a loader.
   *
   * @param library the package of the library
   * @param jar of its other version
   */
  OtherVersion(String library, Path jar) throws IOException {
    super(
        new URL[] {
          jar.toUri().toURL(),
          OtherVersion.class.getProtectionDomain().getCodeSource().getLocation()
        },
        OtherVersion.class.getClassLoader());
    this.library = library;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(library + ".") && !name.startsWith(getClass().getPackageName() + ".")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
