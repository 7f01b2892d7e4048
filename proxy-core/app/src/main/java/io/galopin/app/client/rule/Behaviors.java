package io.galopin.app.client.rule;

import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;

/** What the commands about behaviors have in common. */
final class Behaviors {

  static final ClientOption PROXY =
      ClientOption.of("NAME", "the proxy, if the server has several", "--proxy");

  private Behaviors() {}

  /** Where the behavior of the proxy that is meant is read and set. */
  static String path(Given given) {
    return given
        .value(PROXY)
        .map(proxy -> ControlApi.path("proxies", proxy, "behavior"))
        .orElse("/behavior");
  }
}
