package io.galopin.app.client.plugin;

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
import java.util.function.BiFunction;

/** Shows the JARs of a server's plugins folder, with their versions and states. */
public final class ListPlugins implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "plugins list",
        List.of(),
        List.of(),
        "Shows the JARs of a server's plugins folder, their versions and what they bring.",
        List.of(),
        "galopin plugins list");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.get("/plugins");
    Table table = new Table("JAR", "VERSION", "STATE", "BRINGS");
    reply.path("files").forEach(jar -> row(table, jar, "loaded", Style::green));
    reply.path("former").forEach(jar -> row(table, jar, "ending", Style::yellow));
    reply
        .path("problems")
        .forEach(
            problem ->
                table.row(
                    List.of(
                        Cell.of(problem.path("where").asText(), Style::bold),
                        Cell.of("-", (style, text) -> text),
                        Cell.of("problem", Style::red),
                        Cell.of(problem.path("reason").asText(), (style, text) -> text))));
    report.things(reply, table, "no plugins but the built-in ones");
  }

  private static void row(
      Table table, JsonNode jar, String state, BiFunction<Style, String, String> dress) {
    table.row(
        List.of(
            Cell.of(Plugins.name(jar), Style::bold),
            Cell.of(jar.path("version").asText(), (style, text) -> text),
            Cell.of(state, dress),
            Cell.of(Plugins.brings(jar), (style, text) -> text)));
  }
}
