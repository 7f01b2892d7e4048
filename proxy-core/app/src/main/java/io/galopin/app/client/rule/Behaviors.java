package io.galopin.app.client.rule;

import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;

/** What the commands about behaviors have in common. */
final class Behaviors {

  static final ClientOption PROXY =
      ClientOption.of("NAME", "the proxy, if the server has several", "--proxy");

  private Behaviors() {}

  /** The path of the proxy's behavior, for reading and setting it. */
  static String path(Given given) {
    return given
        .value(PROXY)
        .map(proxy -> ControlApi.path("proxies", proxy, "behavior"))
        .orElse("/behavior");
  }
}
