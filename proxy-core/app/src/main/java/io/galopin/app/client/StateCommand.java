package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.ArrayList;
import java.util.List;

/** Shows or saves what calls have changed on a server. */
final class StateCommand implements ClientCommand {

  private final boolean saves;

  private StateCommand(boolean saves) {
    this.saves = saves;
  }

  static StateCommand show() {
    return new StateCommand(false);
  }

  static StateCommand save() {
    return new StateCommand(true);
  }

  @Override
  public Syntax syntax() {
    return saves
        ? new Syntax(
            "state save",
            List.of(),
            List.of(),
            "Saves what calls have changed now.",
            List.of(),
            "galopin state save")
        : new Syntax(
            "state show",
            List.of(),
            List.of(),
            "Shows what calls have changed, compared with the configuration, and where it is kept.",
            List.of(),
            "galopin state show");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = saves ? server.post("/state/save") : server.get("/state");
    List<String> lines = new ArrayList<>();
    lines.add(
        reply.path("file").asText()
            + (reply.has("saved-at") ? ", saved at " + reply.path("saved-at").asText() : ""));
    if (reply.has("problem")) {
      lines.add("cannot be saved: " + reply.path("problem").asText());
    }
    if (!saves) {
      reply.path("changed").forEach(line -> lines.add(line.asText()));
    }
    report.sentence(reply, String.join("\n", lines));
  }
}
