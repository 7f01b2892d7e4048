package io.galopin.app.client.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/** Lets a server load what has changed in its plugins folder. */
public final class ReloadPlugins implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "plugins reload",
        List.of(),
        List.of(),
        "Lets the server load, replace and unload what has changed in its plugins folder.",
        List.of(),
        "galopin plugins reload");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.post("/plugins/reload");
    List<String> lines = new ArrayList<>();
    reply.path("changed").forEach(change -> lines.add(change.path("text").asText()));
    reply
        .path("former")
        .forEach(
            jar ->
                lines.add(
                    Plugins.name(jar)
                        + ": version "
                        + jar.path("version").asText()
                        + " is unloaded when nothing uses it any more"));
    report.sentence(reply, lines.isEmpty() ? "nothing differs" : String.join("\n", lines));
    List<String> problems = new ArrayList<>();
    reply
        .path("problems")
        .forEach(
            problem ->
                problems.add(
                    problem.path("where").asText() + ": " + problem.path("reason").asText()));
    if (!problems.isEmpty()) {
      throw CommandFailure.failed(String.join("\n", problems));
    }
  }
}
