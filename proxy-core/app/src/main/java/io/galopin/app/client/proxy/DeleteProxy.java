package io.galopin.app.client.proxy;

import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Deletes a proxy. */
public final class DeleteProxy implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "delete",
        List.of("d"),
        List.of("PROXY"),
        "Deletes a proxy, which drops its connections.",
        List.of(),
        "galopin delete web");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String proxy = given.operand();
    report.sentence(server.delete(ControlApi.path("proxies", proxy)), "deleted " + proxy);
  }
}
