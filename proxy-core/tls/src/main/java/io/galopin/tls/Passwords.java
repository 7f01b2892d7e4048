package io.galopin.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Finds passwords where they are said to be. */
final class Passwords {

  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param environment returns the value of a variable, or null if it is not set
   */
  Passwords(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  /** Returns the password, or throws a sentence without it. */
  String read(Password password) {
    if (password instanceof Password.InFile in) {
      SecretFile.checkPrivate("password-file", in.file());
      String text = new String(SecretFile.read("password-file", in.file()), StandardCharsets.UTF_8);
      return text.lines().findFirst().orElse("");
    }
    String variable = ((Password.InEnvironment) password).variable();
    String value = environment.apply(variable);
    if (value == null) {
      throw new TlsConfigException(
          "password-env: " + variable + " is not set (expected: a variable with the password)");
    }
    return value;
  }

  /** The files that it depends on. */
  static List<Path> files(Optional<Password> password) {
    return password.isPresent() && password.get() instanceof Password.InFile in
        ? List.of(in.file())
        : List.of();
  }
}
