package io.galopin.app;

import io.galopin.app.console.CommandFailure;
import io.galopin.config.HttpConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the token comes from that clients of the control API need. */
final class ControlToken {

  /** The variable that has it where no file is named. */
  static final String VARIABLE = "GALOPIN_HTTP_TOKEN";

  private ControlToken() {}

  /**
   * The token, if there is to be one.
   *
   * @throws CommandFailure if a file is named that has none
   */
  static Optional<String> of(HttpConfig http, Map<String, String> environment) {
    return http.tokenFile()
        .map(ControlToken::in)
        .or(() -> Optional.ofNullable(environment.get(VARIABLE)).map(String::strip))
        .filter(token -> !token.isEmpty());
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
    return token;
  }
}
