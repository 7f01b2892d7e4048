package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Replaces the rules of a running proxy. */
public final class SetRules implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "rules set",
        List.of(),
        List.of("PROXY", "[RULE...]"),
        "Replaces the rules of a proxy; rules that stay the same keep their counts.",
        List.of(),
        "galopin rules set web 'first 3 error' 'slow: 20% delay sleep=500ms'");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    ObjectNode body = Json.object();
    ArrayNode rules = body.putArray("rules");
    given.others().forEach(rules::add);
    JsonNode reply = server.put(Rules.path(given.operand()), body);
    report.things(reply, Rules.table(reply), "no rules");
  }
}
