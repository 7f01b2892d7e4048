package io.galopin.app.client.toxic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.galopin.api.Names;
import io.galopin.api.Option;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.console.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses attributes that a type of toxic does not have, and suggests the nearest. The control API
 * accepts them, as Toxiproxy does, but on a command line they are most likely typing errors.
 */
final class ToxicTypes {

  private ToxicTypes() {}

  /**
   * Looks the type up at the server. Accepts all attributes if the server cannot list types, as
   * Toxiproxy's cannot, or if the type is unknown: the server refuses that itself.
   *
   * @param type with hyphens or underscores
   * @throws CommandFailure if one of {@code attributes} is unknown
   */
  static void check(ControlApi server, String type, JsonNode attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    JsonNode installed = server.find("/plugins").orElse(MissingNode.getInstance());
    for (JsonNode toxic : installed.path("toxics")) {
      if (Option.normalName(toxic.path("name").asText()).equals(Option.normalName(type))) {
        check(type, names(toxic.path("options")), attributes);
      }
    }
  }

  private static List<String> names(JsonNode options) {
    List<String> names = new ArrayList<>();
    options.forEach(option -> names.add(Option.normalName(option.path("name").asText())));
    return names;
  }

  private static void check(String type, List<String> known, JsonNode attributes) {
    for (var attribute : attributes.properties()) {
      String name = Option.normalName(attribute.getKey());
      if (!known.contains(name)) {
        String all = known.isEmpty() ? "none" : "one of " + String.join(", ", known);
        throw CommandFailure.wrong(
            Toxics.ATTRIBUTE.name()
                + ": "
                + attribute.getKey()
                + ": no attribute of "
                + type
                + " (expected: "
                + Names.nearest(name, known).map(near -> near + "? " + all).orElse(all)
                + ")");
      }
    }
  }
}
