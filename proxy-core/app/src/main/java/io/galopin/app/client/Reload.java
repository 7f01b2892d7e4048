package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Lets a server read its configuration again. */
final class Reload implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "reload",
        List.of(),
        List.of(),
        "Lets the server read its configuration file again and change what differs.",
        List.of(),
        "galopin reload");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.post("/reload");
    List<String> lines = new ArrayList<>();
    reply.path("changed").forEach(line -> lines.add(line.asText()));
    report.sentence(reply, lines.isEmpty() ? "nothing differs" : String.join("\n", lines));
  }
}
