package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.client.command.Table;
import java.util.List;

/** Lists the behaviors that a running server knows. */
public final class ListBehaviors implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "behavior list",
        List.of(),
        List.of(),
        "Lists the behaviors that a running server knows.",
        List.of(),
        "galopin behavior list");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.get("/behaviors");
    Table table = new Table("BEHAVIOR");
    reply.path("behaviors").forEach(name -> table.row(List.of(Cell.of(name.asText()))));
    report.things(reply, table, "no behaviors");
  }
}
