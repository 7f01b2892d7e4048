package io.galopin.app.client.command;

import io.galopin.app.console.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The address of a server with the control API.
 *
 * @param url without a trailing slash
 * @param startedBy the command that starts a server at this address
 */
public record ServerAddress(String url, String startedBy) {

  /** The environment variables with the server's address. The first that is set counts. */
  public static final List<String> VARIABLES = List.of("GALOPIN_URL", "TOXIPROXY_URL");

  /** The environment variable with the token, for a server that needs one. */
  public static final String TOKEN = "GALOPIN_HTTP_TOKEN";

  /** Where Toxiproxy's clients look. */
  public static final ServerAddress TOXIPROXY =
      new ServerAddress("http://localhost:8474", "galopin server");

  /** Where Vaurien's clients look. */
  public static final ServerAddress VAURIEN =
      new ServerAddress("http://localhost:8080", "galopin --http");

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * The addresses to try: {@code given}, otherwise the one in the environment, otherwise this
   * address and then that of the other kind of server.
   *
   * @throws CommandFailure if the given address is not a URL
   */
  public List<ServerAddress> or(Optional<String> given, Map<String, String> environment) {
    if (given.isPresent()) {
      return List.of(named(Syntax.HOST.name(), given.get()));
    }
    for (String variable : VARIABLES) {
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        return List.of(named(variable, value));
      }
    }
    return List.of(this, equals(VAURIEN) ? TOXIPROXY : VAURIEN);
  }

  /** Whether the server speaks TLS. */
  boolean isSecure() {
    return url.startsWith("https:");
  }

  /** An address without a scheme means http. */
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
