package io.galopin.app.client;

import io.galopin.app.console.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a server with the control API is.
 *
 * @param url without a slash at the end
 * @param startedBy the command that starts one at the standard address
 */
record ServerAddress(String url, String startedBy) {

  /** The variable that says where the server is, as for Toxiproxy's own client. */
  static final String VARIABLE = "TOXIPROXY_URL";

  /** Where Toxiproxy's clients look. */
  static final ServerAddress TOXIPROXY =
      new ServerAddress("http://localhost:8474", "galopin server");

  /** Where Vaurien's clients look. */
  static final ServerAddress VAURIEN = new ServerAddress("http://localhost:8080", "galopin --http");

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * This, unless {@code given} or else the environment names another.
   *
   * @throws CommandFailure if that is no URL
   */
  ServerAddress or(Optional<String> given, Map<String, String> environment) {
    String variable = environment.getOrDefault(VARIABLE, "");
    if (given.isPresent()) {
      return named(Syntax.HOST.name(), given.get());
    }
    return variable.isEmpty() ? this : named(VARIABLE, variable);
  }

  /** A name without a scheme is of http. */
  private ServerAddress named(String what, String text) {
    String url = (text.contains("://") ? text : "http://" + text).replaceFirst("/+$", "");
    try {
      URI uri = new URI(url);
      if (uri.getHost() != null
          && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
          && uri.getPort() <= 65_535
          && uri.getRawUserInfo() == null
          && uri.getRawQuery() == null
          && uri.getRawFragment() == null) {
        return new ServerAddress(url, startedBy);
      }
    } catch (URISyntaxException isNone) {
      // Refused below.
    }
    throw CommandFailure.wrong(what + ": " + text + " (expected: a URL, as in " + this.url + ")");
  }
}
