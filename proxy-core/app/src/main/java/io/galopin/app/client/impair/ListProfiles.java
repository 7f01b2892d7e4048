package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.client.command.Table;
import io.galopin.app.console.Style;
import java.util.List;
import java.util.function.Supplier;

/**
 * Shows the profiles that a server knows.
 *
 * @param builtIn those that come with Galopin, for a server that knows none
 */
public record ListProfiles(Supplier<JsonNode> builtIn) implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "impair profiles",
        List.of(),
        List.of(),
        "Shows the profiles that the server knows, with their figures and where these were"
            + " published.",
        List.of(),
        "galopin impair profiles");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode all = KnownProfiles.of(server, builtIn).all();
    Table table = new Table("PROFILE", "UP", "DOWN", "SOURCE");
    for (JsonNode profile : all) {
      table.row(
          List.of(
              Cell.of(profile.path("name").asText(), Style::bold),
              Cell.of(KnownProfiles.line(profile.path("up")), (style, text) -> text),
              Cell.of(KnownProfiles.line(profile.path("down")), (style, text) -> text),
              Cell.of(source(profile), (style, text) -> text)));
    }
    report.things(all, table, "no profiles");
  }

  private static String source(JsonNode profile) {
    String source = profile.path("source").asText();
    return source.isEmpty() ? profile.path("description").asText("-") : source;
  }
}
