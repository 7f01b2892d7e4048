package io.galopin.app.authority;

import io.galopin.api.Option;
import io.galopin.app.console.CommandFailure;
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

  static final CliOption AUTHORITY =
      CliOption.of(
          "FILE",
          Option.text(
              "authority",
              "one of your own instead, as for --listen-tls-authority, in PEM or PKCS #12"));
  static final CliOption KEY =
      CliOption.of("FILE", Option.text("authority-key", "its private key, in PEM"));
  static final CliOption PASSWORD_FILE =
      CliOption.of(
          "FILE", Option.text("authority-password-file", "a file with the password of it"));
  static final CliOption PASSWORD_ENV =
      CliOption.of(
          "NAME", Option.text("authority-password-env", "the environment variable with it"));

  /** Of commands that an authority can be given to. */
  static final List<CliOption> GIVEN = List.of(AUTHORITY, KEY, PASSWORD_FILE, PASSWORD_ENV);

  private Options() {}

  /** Returns the authority that options name. */
  static AuthorityStore store(Map<String, String> given) {
    if (!given.containsKey(AUTHORITY.name())) {
      for (CliOption other : List.of(KEY, PASSWORD_FILE, PASSWORD_ENV)) {
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
