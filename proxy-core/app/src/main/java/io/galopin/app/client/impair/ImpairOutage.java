package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Disables proxies: clients are refused, and open connections dropped. */
public final class ImpairOutage implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "impair outage",
        List.of(),
        List.of(),
        "Refuses clients and drops open connections.",
        Impair.options(List.of()),
        """
        galopin impair outage --for 90s
        galopin impair outage --all --for 10m""");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    Optional<Duration> time = Signature.time(given);
    Map<String, JsonNode> proxies = Targets.of(given, server);
    Signature signature = Signature.of(given, time, server);
    proxies.forEach(
        (name, now) -> {
          ObjectNode body = Json.object().put("enabled", false);
          signature.sign(body);
          JsonNode reply = server.post(ControlApi.path("proxies", name), body);
          Impair.tell(report, reply, name, !now.path("enabled").asBoolean(true), "outage");
        });
  }
}
