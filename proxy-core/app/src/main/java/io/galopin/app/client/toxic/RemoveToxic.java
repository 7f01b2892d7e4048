package io.galopin.app.client.toxic;

import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Removes a toxic. */
public final class RemoveToxic implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "toxic remove",
        List.of("r", "delete", "d"),
        List.of("PROXY"),
        "Removes a toxic from a proxy.",
        List.of(Toxics.NAME),
        "galopin toxic remove web --name latency_downstream");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String proxy = given.operand();
    String toxic = given.required(Toxics.NAME);
    report.sentence(
        server.delete(ControlApi.path("proxies", proxy, "toxics", toxic)),
        "removed " + toxic + " from " + proxy);
  }
}
