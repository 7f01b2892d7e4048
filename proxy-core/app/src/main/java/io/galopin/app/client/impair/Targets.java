package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.api.Names;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.console.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which proxies a command is about. */
final class Targets {

  static final ClientOption PROXY =
      ClientOption.repeated(
          "NAME", "the proxy; repeat it for more. A server with one needs no name", "--proxy");
  static final ClientOption ALL = ClientOption.flag("all proxies of the server", "--all");

  private Targets() {}

  /** Returns all proxies of a server, by name, sorted. */
  static Map<String, JsonNode> all(ControlApi server) {
    Map<String, JsonNode> proxies = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : server.get("/proxies").properties()) {
      if (entry.getValue().isObject()) {
        proxies.put(entry.getKey(), entry.getValue());
      }
    }
    return proxies;
  }

  /**
   * Returns the proxies that are named, or the only one.
   *
   * @throws CommandFailure if a name is unknown, or none is given and there are several proxies
   */
  static Map<String, JsonNode> of(Given given, ControlApi server) {
    if (given.has(ALL) && given.has(PROXY)) {
      throw CommandFailure.wrong("--all: given beside --proxy (expected: one of them)");
    }
    Map<String, JsonNode> all = all(server);
    if (all.isEmpty()) {
      throw CommandFailure.failed(
          "the server has no proxies (expected: one, as galopin create NAME makes it)");
    }
    if (given.has(PROXY)) {
      return named(given.values(PROXY), all);
    }
    if (all.size() > 1 && !given.has(ALL)) {
      throw CommandFailure.failed(
          "--proxy: missing, and the server has several (expected: one or more of "
              + some(all)
              + "; or --all)");
    }
    return all;
  }

  private static Map<String, JsonNode> named(List<String> names, Map<String, JsonNode> all) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    for (String name : names) {
      JsonNode proxy = all.get(name);
      if (proxy == null) {
        throw CommandFailure.failed(
            "--proxy: "
                + name
                + " (expected: "
                + Names.nearest(name, all.keySet()).map(near -> near + "? ").orElse("")
                + "one of "
                + some(all)
                + ")");
      }
      named.put(name, proxy);
    }
    return named;
  }

  private static String some(Map<String, JsonNode> all) {
    List<String> names = new ArrayList<>(all.keySet());
    return names.size() <= 10
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 10)) + " and " + (names.size() - 10) + " more";
  }
}
