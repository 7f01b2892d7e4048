package io.galopin.app.client.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** JARs in replies of a server. */
final class Plugins {

  private Plugins() {}

  /** Returns the name of a JAR's file. */
  static String name(JsonNode jar) {
    String file = jar.path("file").asText();
    return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  }

  /** Returns what a JAR brings. */
  static String brings(JsonNode jar) {
    List<String> brings = new ArrayList<>();
    jar.path("brings").forEach(plugin -> brings.add(plugin.asText()));
    return String.join(", ", brings);
  }
}
