package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Disables a proxy that is enabled, and the other way round. */
final class ToggleProxy implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "toggle",
        List.of("tog"),
        List.of("PROXY"),
        "Disables a proxy that is enabled, which drops its connections; enables one that is not.",
        List.of(),
        "galopin toggle web");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String path = ControlApi.path("proxies", given.operand());
    boolean enabled = Proxies.isEnabled(server.get(path));
    JsonNode toggled = server.post(path, Json.object().put("enabled", !enabled));
    report.change(
        toggled, Proxies.single(toggled), Proxies.line(toggled, report.console().style()));
  }
}
