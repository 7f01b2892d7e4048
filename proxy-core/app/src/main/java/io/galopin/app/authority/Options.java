package io.galopin.app.authority;

import io.galopin.api.Option;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.options.AuthorityOptions;
import io.galopin.app.options.CliOption;
import io.galopin.tls.AuthorityStore;
import io.galopin.tls.Keys;
import io.galopin.tls.Password;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** Of commands that an authority can be given to. */
  static final List<CliOption> GIVEN =
      AuthorityOptions.of(
          "authority",
          "one of your own instead, as for --listen-tls-authority, in PEM or PKCS #12");

  private static final CliOption AUTHORITY = GIVEN.get(0);
  private static final CliOption KEY = GIVEN.get(1);
  private static final CliOption PASSWORD_FILE = GIVEN.get(2);
  private static final CliOption PASSWORD_ENV = GIVEN.get(3);

  private Options() {}

  /** Returns the authority that options name. */
  static AuthorityStore store(Map<String, String> given) {
    if (!given.containsKey(AUTHORITY.name())) {
      for (CliOption other : GIVEN.subList(1, GIVEN.size())) {
        if (given.containsKey(other.name())) {
          throw CommandFailure.wrong(
              other.name() + ": " + given.get(other.name()) + " (expected: --authority, too)");
        }
      }
      return AuthorityStore.in(folder(given));
    }
    String file = given.get(AUTHORITY.name());
    if (given.containsKey(FOLDER.name())) {
      throw CommandFailure.wrong(
          FOLDER.name()
              + ": "
              + given.get(FOLDER.name())
              + " (expected: nothing, with --authority)");
    }
    Optional<Path> key =
        Optional.ofNullable(given.get(KEY.name())).map(typed -> path(KEY.name(), typed));
    if (Keys.isStore(file) && key.isPresent()) {
      throw CommandFailure.wrong(
          KEY.name() + ": " + key.get() + " (expected: nothing, with a store in PKCS #12)");
    }
    return AuthorityStore.given(Keys.in(path(AUTHORITY.name(), file), key, password(given)));
  }

  private static Optional<Password> password(Map<String, String> given) {
    String file = given.get(PASSWORD_FILE.name());
    String variable = given.get(PASSWORD_ENV.name());
    if (file != null && variable != null) {
      throw CommandFailure.wrong(
          PASSWORD_ENV.name()
              + ": "
              + variable
              + " (expected: a password from a file or from the environment, not both)");
    }
    if (file != null) {
      return Optional.of(new Password.InFile(path(PASSWORD_FILE.name(), file)));
    }
    return Optional.ofNullable(variable).map(Password.InEnvironment::new);
  }

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
