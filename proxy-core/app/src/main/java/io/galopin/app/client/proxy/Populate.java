package io.galopin.app.client.proxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Creates the proxies of a file. */
public final class Populate implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "populate",
        List.of(),
        List.of("FILE"),
        "Creates the proxies of a file, all or none: a JSON array of proxies, which may have toxics.",
        List.of(),
        "galopin populate conf/toxiproxy.json");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    JsonNode reply = server.post("/populate", read(given.operand()));
    JsonNode proxies = reply.path("proxies");
    report.things(reply, Proxies.table(proxies), "no proxies, as the file has none");
  }

  private static JsonNode read(String file) {
    try {
      JsonNode read = Json.read(Files.readAllBytes(Path.of(file)));
      if (read.isArray()) {
        return read;
      }
      throw CommandFailure.wrong(file + ": no array (expected: a JSON array of proxies)");
    } catch (JsonProcessingException malformed) {
      throw CommandFailure.wrong(
          file
              + ": "
              + malformed.getOriginalMessage().lines().findFirst().orElse("no JSON")
              + " in line "
              + malformed.getLocation().getLineNr()
              + " (expected: a JSON array of proxies)");
    } catch (IOException unreadable) {
      throw CommandFailure.wrong(file + ": cannot be read (expected: a JSON array of proxies)");
    }
  }
}
