package io.galopin.app.client.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Lists all proxies. */
public final class ListProxies implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "list",
        List.of("l", "li", "ls"),
        List.of(),
        "Lists all proxies: name, addresses, whether enabled, how many toxics.",
        List.of(),
        "galopin list");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode proxies = server.get("/proxies");
    report.things(
        proxies,
        Proxies.table(proxies),
        "no proxies; galopin create NAME --listen HOST:PORT --upstream HOST:PORT creates one");
  }
}
