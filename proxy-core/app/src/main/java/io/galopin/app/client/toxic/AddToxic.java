package io.galopin.app.client.toxic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import java.util.List;

/** Adds a toxic to a proxy. */
public final class AddToxic implements ClientCommand {

  private static final ClientOption TYPE =
      ClientOption.of(
          "TYPE", "the type, such as latency or bandwidth; see galopin toxics", "-t", "--type");
  private static final ClientOption UPSTREAM =
      ClientOption.flag("acts on what the client sends", "-u", "--upstream");
  private static final ClientOption DOWNSTREAM =
      ClientOption.flag("acts on what the backend sends; the default", "-d", "--downstream");

  @Override
  public Syntax syntax() {
    return new Syntax(
        "toxic add",
        List.of("a"),
        List.of("PROXY"),
        "Adds a toxic to a proxy, for its open connections too.",
        List.of(
            TYPE,
            Toxics.NAME,
            Toxics.ATTRIBUTE,
            Toxics.TOXICITY,
            UPSTREAM,
            DOWNSTREAM,
            Toxics.WHEN,
            Toxics.TRIGGER),
        """
        galopin toxic add web --type latency -a latency=1000 -a jitter=50
        galopin toxic add web --type reset-peer --trigger 'every 3'""");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String proxy = given.operand();
    ObjectNode body = Json.object().put("type", given.required(TYPE)).put("stream", stream(given));
    given.value(Toxics.NAME).ifPresent(name -> body.put("name", name));
    Toxics.fill(body, given);
    ToxicTypes.check(server, given.required(TYPE), body.path("attributes"));
    JsonNode added = server.post(ControlApi.path("proxies", proxy, "toxics"), body);
    report.change(added, Toxics.single(added), "added " + Toxics.name(added) + " to " + proxy);
  }

  private static String stream(Given given) {
    if (given.has(UPSTREAM) && given.has(DOWNSTREAM)) {
      throw CommandFailure.wrong(
          DOWNSTREAM.name() + ": given beside " + UPSTREAM.name() + " (expected: one of them)");
    }
    return given.has(UPSTREAM) ? "upstream" : "downstream";
  }
}
