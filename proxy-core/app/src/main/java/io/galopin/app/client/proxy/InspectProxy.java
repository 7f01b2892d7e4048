package io.galopin.app.client.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.client.toxic.Toxics;
import io.galopin.app.console.Console;
import java.util.ArrayList;
import java.util.List;

/** Shows the toxics of one proxy. */
public final class InspectProxy implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "inspect",
        List.of("i", "ins"),
        List.of("PROXY"),
        "Shows the toxics of a proxy; on a terminal by the stream on which they act.",
        List.of(),
        "galopin inspect web");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode proxy = server.get(ControlApi.path("proxies", given.operand()));
    if (report.forPerson()) {
      show(proxy, report.console());
    } else {
      report.things(proxy, Toxics.table(proxy.path("toxics")), "");
    }
  }

  private static void show(JsonNode proxy, Console console) {
    console.out().println(Proxies.line(proxy, console.style()));
    for (String stream : List.of("upstream", "downstream")) {
      List<JsonNode> toxics = new ArrayList<>();
      for (JsonNode toxic : proxy.path("toxics")) {
        if (Toxics.stream(toxic).equals(stream)) {
          toxics.add(toxic);
        }
      }
      console.out().println();
      if (toxics.isEmpty()) {
        console.out().println(console.style().dim("no " + stream + " toxics"));
      } else {
        Toxics.table(toxics).printAligned(console.out(), console.style());
      }
    }
  }
}
