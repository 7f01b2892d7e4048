package io.galopin.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose files are. */
final class Owner {

  /** Belongs to the user of this process, where there is one. */
  private static final Path SELF = Path.of("/proc/self");

  private Owner() {}

  /** Whether it belongs to the user that this process runs as. */
  static boolean isThisUser(Path file) throws IOException {
    if (!isPosix(file)) {
      return true;
    }
    if (Files.exists(SELF)) {
      // By number, because users of containers may have no name.
      return Files.getAttribute(file, "unix:uid").equals(Files.getAttribute(SELF, "unix:uid"));
    }
    return Files.getOwner(file).getName().equals(System.getProperty("user.name"));
  }

  /** Whether files there have an owner and a mode. */
  static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
