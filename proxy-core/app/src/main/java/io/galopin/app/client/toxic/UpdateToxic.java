package io.galopin.app.client.toxic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Changes a toxic. */
public final class UpdateToxic implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "toxic update",
        List.of("u"),
        List.of("PROXY"),
        "Changes a toxic. What is not given stays as it is.",
        List.of(Toxics.NAME, Toxics.ATTRIBUTE, Toxics.TOXICITY, Toxics.WHEN, Toxics.TRIGGER),
        "galopin toxic update web --name latency_downstream --attribute jitter=25");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String proxy = given.operand();
    String toxic = given.required(Toxics.NAME);
    ObjectNode body = Json.object();
    Toxics.fill(body, given);
    String path = ControlApi.path("proxies", proxy, "toxics", toxic);
    JsonNode attributes = body.path("attributes");
    if (!attributes.isEmpty()) {
      server
          .find(path)
          .ifPresent(now -> ToxicTypes.check(server, now.path("type").asText(), attributes));
    }
    JsonNode changed = server.post(path, body);
    report.change(changed, Toxics.single(changed), "changed " + toxic + " of " + proxy);
  }
}
