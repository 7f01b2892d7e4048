package io.galopin.app.run;

import io.galopin.app.console.CommandFailure;
import io.galopin.app.options.ControlOptions;
import io.galopin.config.settings.HttpConfig;
import io.galopin.control.ControlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads the token that clients of the control API must send. */
final class ControlToken {

  private ControlToken() {}

  /**
   * The token, or empty if neither a file nor the variable is set.
   *
   * @throws CommandFailure if the file or the variable has no token, or one that clients could not
   *     send
   */
  static Optional<String> of(HttpConfig http, Map<String, String> environment) {
    return http.tokenFile()
        .map(ControlToken::in)
        .or(
            () ->
                Optional.ofNullable(environment.get(ControlOptions.TOKEN_VARIABLE))
                    .map(ControlToken::given));
  }

  private static String given(String variable) {
    String token = variable.strip();
    if (token.isEmpty()) {
      // An empty variable is most likely a mistake, so it does not mean "no token".
      throw CommandFailure.wrong(
          ControlOptions.TOKEN_VARIABLE
              + ": empty (expected: a token; unset it for a server without one)");
    }
    if (!ControlSettings.isToken(token)) {
      throw CommandFailure.wrong(
          ControlOptions.TOKEN_VARIABLE
              + ": not a token (expected: "
              + ControlSettings.TOKEN_FORM
              + ")");
    }
    return token;
  }

  private static String in(Path file) {
    String token;
    try {
      token = Files.readString(file).strip();
    } catch (IOException unreadable) {
      token = "";
    }
    if (token.isEmpty() || token.lines().count() > 1) {
      throw CommandFailure.wrong(
          ControlOptions.TOKEN_FILE.name() + ": " + file + " (expected: a file with one line)");
    }
    if (!ControlSettings.isToken(token)) {
      throw CommandFailure.wrong(
          ControlOptions.TOKEN_FILE.name()
              + ": "
              + file
              + " (expected: a file with a token of "
              + ControlSettings.TOKEN_FORM
              + ")");
    }
    return token;
  }
}
