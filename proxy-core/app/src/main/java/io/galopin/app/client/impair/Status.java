package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.client.command.Table;
import io.galopin.app.client.toxic.Toxics;
import io.galopin.app.console.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Shows which proxies are impaired, since when, until when, and by whom. */
public final class Status implements ClientCommand {

  @Override
  public Syntax syntax() {
    return new Syntax(
        "status",
        List.of(),
        List.of(),
        "Shows whether proxies are enabled and what impairs them, with age, time left and who set"
            + " it.",
        List.of(Targets.PROXY),
        """
        galopin status
        galopin status --proxy web\
        """);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    Map<String, JsonNode> proxies =
        given.has(Targets.PROXY) ? Targets.of(given, server) : Targets.all(server);
    Table table = new Table("PROXY", "STATE", "IMPAIRED BY", "AGE", "ENDS IN", "SET BY");
    ObjectNode reply = Json.object();
    proxies.forEach(
        (name, proxy) -> {
          reply.set(name, proxy);
          add(table, name, proxy, rules(server, name, proxy));
        });
    report.things(
        reply,
        table,
        "no proxies; galopin create NAME --listen HOST:PORT --upstream HOST:PORT creates one");
  }

  /** Returns the rules with their ends, which only a server with rules has. */
  private static JsonNode rules(ControlApi server, String name, JsonNode proxy) {
    return proxy.has("rules")
        ? server.get(ControlApi.path("proxies", name, "rules")).path("rules")
        : Json.object();
  }

  private static void add(Table table, String name, JsonNode proxy, JsonNode rules) {
    boolean enabled = proxy.path("enabled").asBoolean(true);
    int before = table.size();
    if (!enabled && (!proxy.has("flap") || proxy.has("set-at"))) {
      row(table, name, false, "outage", proxy);
    }
    if (proxy.has("flap")) {
      row(table, name, enabled, flap(proxy.path("flap")), proxy.path("flap"));
    }
    JsonNode profile = proxy.path("profile");
    if (!profile.isMissingNode()) {
      row(table, name, enabled, "profile " + profile.path("name").asText(), profile);
    }
    for (JsonNode toxic : proxy.path("toxics")) {
      if (!profile.isMissingNode() && ImpairProfile.isPartOf(toxic)) {
        continue;
      }
      row(table, name, enabled, Toxics.line(toxic), toxic);
    }
    if (proxy.has("behaviors")) {
      row(table, name, enabled, "behaviors " + names(proxy.path("behaviors")), proxy.path("mix"));
    }
    for (JsonNode rule : rules) {
      if (rule.path("enabled").asBoolean(true)) {
        row(table, name, enabled, "rule " + rule.path("text").asText(), rule);
      }
    }
    if (table.size() == before) {
      row(table, name, enabled, "", Json.object());
    }
  }

  private static String flap(JsonNode flap) {
    return "flap "
        + flap.path("mode").asText()
        + " up "
        + flap.path("up").asText()
        + " down "
        + flap.path("down").asText();
  }

  private static String names(JsonNode behaviors) {
    List<String> names = new ArrayList<>();
    behaviors.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private static void row(Table table, String name, boolean enabled, String what, JsonNode thing) {
    String left = Impair.left(thing);
    table.row(
        List.of(
            Cell.of(name, Style::bold),
            enabled ? Cell.of("enabled", Style::green) : Cell.of("disabled", Style::red),
            orDash(what, Style::yellow),
            orDash(age(thing.path("set-at").asText()), (style, text) -> text),
            orDash(left, (style, text) -> text),
            orDash(thing.path("set-by").asText(), (style, text) -> text)));
  }

  private static Cell orDash(String text, BiFunction<Style, String, String> dress) {
    return new Cell(text, text.isEmpty() ? "-" : text, dress);
  }

  private static String age(String since) {
    try {
      Duration age = Duration.between(Instant.parse(since), Instant.now());
      return Times.shown(age.isNegative() ? Duration.ZERO : Duration.ofSeconds(age.toSeconds()));
    } catch (DateTimeParseException isNone) {
      return "";
    }
  }
}
