package io.galopin.app.client.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Disables a proxy that is enabled, and the other way round. */
public final class ToggleProxy implements ClientCommand {

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
