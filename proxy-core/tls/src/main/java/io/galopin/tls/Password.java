package io.galopin.tls;

import java.nio.file.Path;

/** Where a password is found. The password itself is never configured. */
public sealed interface Password {

  /**
   * In a file, whose first line it is.
   *
   * @param file as configured
   */
  record InFile(Path file) implements Password {
    @Override
    public String toString() {
      return file.toString();
    }
  }

  /**
   * In a variable of the environment.
   *
   * @param variable its name
   */
  record InEnvironment(String variable) implements Password {
    @Override
    public String toString() {
      return "$" + variable;
    }
  }
}
