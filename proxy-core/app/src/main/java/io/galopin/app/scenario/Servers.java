package io.galopin.app.scenario;

import io.galopin.app.client.command.ServerAddress;
import io.galopin.app.client.command.ServerTrust;
import io.galopin.app.console.CommandFailure;
import io.galopin.client.ControlApi;
import io.galopin.client.GalopinException;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the running server.
 *
 * @param environment says where it is if no option does, and has the token
 * @param trust for a server that speaks TLS
 */
record Servers(Map<String, String> environment, ServerTrust trust) {

  /**
   * Returns the first server that answers.
   *
   * @param given what the user named
   * @throws CommandFailure if none answers
   */
  ControlApi find(Optional<String> given) {
    String why = "";
    for (ServerAddress address : ServerAddress.TOXIPROXY.or(given, environment)) {
      ControlApi server = at(address.url());
      try {
        server.seed();
        return server;
      } catch (GalopinException silent) {
        why = why.isEmpty() ? String.valueOf(silent.getMessage()) : why;
      }
    }
    throw CommandFailure.failed(
        why + "; or give the file proxies of its own, and they run in this process");
  }

  /** Returns a client of a server, with the token if there is one. */
  ControlApi at(String url) {
    ControlApi server =
        Optional.ofNullable(environment.get(ServerAddress.TOKEN))
            .filter(token -> !token.isBlank())
            .map(token -> ControlApi.at(url, token))
            .orElseGet(() -> ControlApi.at(url));
    return url.startsWith("https:") ? server.withSslContext(trust.context()) : server;
  }
}
