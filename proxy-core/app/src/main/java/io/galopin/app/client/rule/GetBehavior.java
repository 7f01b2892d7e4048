package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows what a running proxy does to exchanges. */
public final class GetBehavior implements ClientCommand {

  private static final String MAIN = "main";
  private static final String WEIGHT = "weight";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "behavior get",
        List.of(),
        List.of(),
        "Shows what a running proxy does to exchanges: a behavior or a mix, with its options.",
        List.of(Behaviors.PROXY),
        "galopin behavior get");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.get(Behaviors.path(given));
    String text = Cell.of(reply.path("behavior").asText()).shown();
    if (report.forPipe()) {
      // Scripts read this column.
      report.sentence(reply, text);
      return;
    }
    ObjectNode options = options(given, server);
    if (!options.isEmpty() && reply instanceof ObjectNode object) {
      object.set("options", options);
    }
    report.sentence(reply, text + lines(options));
  }

  /** The options of the behaviors, by name; empty if the server does not report them. */
  private static ObjectNode options(Given given, ControlApi server) {
    ObjectNode options = Json.object();
    proxy(given, server)
        .ifPresent(
            proxy ->
                proxy
                    .path("behaviors")
                    .properties()
                    .forEach(
                        behavior -> {
                          if (behavior.getValue() instanceof ObjectNode own) {
                            own.remove(WEIGHT);
                            options.set(behavior.getKey(), own);
                          }
                        }));
    return options;
  }

  /**
   * The proxy that the server takes for a call without a name: the command line's, or the only one.
   */
  private static Optional<JsonNode> proxy(Given given, ControlApi server) {
    Optional<String> named = given.value(Behaviors.PROXY);
    if (named.isPresent()) {
      return server.find(ControlApi.path("proxies", named.get()));
    }
    return server
        .find("/proxies")
        .map(all -> all.size() == 1 ? all.iterator().next() : all.path(MAIN));
  }

  private static String lines(ObjectNode options) {
    return options.properties().stream()
        .map(
            behavior ->
                "\n  "
                    + Cell.of(behavior.getKey()).shown()
                    + behavior.getValue().properties().stream()
                        .map(
                            option ->
                                "  "
                                    + Cell.of(option.getKey()).shown()
                                    + "="
                                    + Cell.of(Json.shown(option.getValue())).shown())
                        .collect(Collectors.joining()))
        .collect(Collectors.joining());
  }
}
