package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Shows what a running proxy does to exchanges. */
final class GetBehavior implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "behavior get",
        List.of(),
        List.of(),
        "Shows what a running proxy does to exchanges: the name of a behavior, or a mix.",
        List.of(Behaviors.PROXY),
        "galopin behavior get");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.get(Behaviors.path(given));
    report.sentence(reply, Cell.of(reply.path("behavior").asText()).shown());
  }
}
