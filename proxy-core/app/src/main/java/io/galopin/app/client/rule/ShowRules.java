package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;

/** Shows the rules of a running proxy with their counts. */
public final class ShowRules implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "rules show",
        List.of(),
        List.of("PROXY"),
        "Shows the rules of a proxy: how often each was asked, matched and fired, and why not.",
        List.of(),
        "galopin rules show web");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.get(Rules.path(given.operand()));
    report.things(reply, Rules.table(reply), "no rules");
  }
}
