package io.galopin.app.authority;

import io.galopin.api.Option;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.options.CliOption;
import io.galopin.tls.AuthorityStore;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The options of these commands. */
final class Options {

  static final CliOption FOLDER =
      CliOption.of(
          "DIR",
          Option.text(
              "folder",
              "where the authority is kept; otherwise galopin in $XDG_STATE_HOME, or in"
                  + " ~/.local/state"));

  static final CliOption FOR =
      CliOption.of(
          "LIST",
          Option.text("for", "runtimes, with commas between: " + ClientRuntime.names(", ")));

  static final CliOption CRL =
      CliOption.of(
          "FILE",
          Option.text("crl", "also writes what is revoked, as certificate revocation lists"));

  private Options() {}

  static Path folder(Map<String, String> given) {
    String folder = given.get(FOLDER.name());
    return folder == null ? AuthorityStore.defaultFolder() : path(FOLDER.name(), folder);
  }

  /** Returns a path as typed. */
  static Path path(String what, String typed) {
    try {
      if (!typed.isEmpty()) {
        return Path.of(typed);
      }
    } catch (InvalidPathException none) {
      // Said below.
    }
    throw CommandFailure.wrong(what + ": " + typed + " (expected: a file or folder)");
  }
}
