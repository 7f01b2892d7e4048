package io.galopin.app.client;

import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Enables every proxy and removes every toxic. */
final class Reset implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "reset",
        List.of(),
        List.of(),
        "Enables every proxy and removes every toxic.",
        List.of(),
        "galopin reset");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    report.sentence(server.post("/reset"), "every proxy is enabled, every toxic is removed");
  }
}
