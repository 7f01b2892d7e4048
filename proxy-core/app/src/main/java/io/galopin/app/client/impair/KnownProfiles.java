package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.api.Names;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The profiles that a server knows; a Toxiproxy knows none, so that those that come with Galopin
 * count.
 *
 * @param all in the form of the API
 */
record KnownProfiles(JsonNode all) {

  /** What one direction of a profile says, for people. */
  private static final List<String> FIGURES = List.of("bandwidth", "latency", "loss");

  static KnownProfiles of(ControlApi server, Supplier<JsonNode> builtIn) {
    Optional<JsonNode> known =
        Signature.isGalopin(server) ? server.find("/profiles") : Optional.empty();
    return new KnownProfiles(known.orElseGet(builtIn).path("profiles"));
  }

  /**
   * Returns the profile of this name.
   *
   * @throws CommandFailure if there is none
   */
  JsonNode named(String name) {
    List<String> names = new ArrayList<>();
    for (JsonNode profile : all) {
      if (profile.path("name").asText().equals(name)) {
        return profile;
      }
      names.add(profile.path("name").asText());
    }
    throw CommandFailure.wrong(
        "NAME: "
            + name
            + " (expected: "
            + Names.nearest(name, names).map(near -> near + "? ").orElse("")
            + "one of "
            + some(names)
            + ")");
  }

  private static String some(List<String> names) {
    int most = 30;
    return names.size() <= most
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
  }

  /** Writes one direction: {@code 768 kbit/s, 150 ms (p99 500 ms), loss 0.2%}. */
  static String line(JsonNode line) {
    List<String> parts = new ArrayList<>();
    for (String figure : FIGURES) {
      String text = figure.equals("latency") ? latency(line) : line.path(figure).asText();
      if (!text.isEmpty()) {
        parts.add(figure.equals("loss") ? "loss " + text : text);
      }
    }
    return parts.isEmpty() ? "as it is" : String.join(", ", parts);
  }

  private static String latency(JsonNode line) {
    String p50 = line.path("p50").asText();
    String p99 = line.path("p99").asText();
    return p50.equals(p99) ? p50 : p50 + " (p99 " + p99 + ")";
  }
}
