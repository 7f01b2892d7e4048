package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Lists the behaviors that a running server knows. */
final class ListBehaviors implements ClientCommand {

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
