package io.galopin.app.client.rule;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Table;
import io.galopin.app.console.Style;
import java.util.ArrayList;
import java.util.List;

/** Tables of rules, and their paths in the control API. */
final class Rules {

  private static final String MIX = "mix";

  private Rules() {}

  static String path(String proxy) {
    return ControlApi.path("proxies", proxy, "rules");
  }

  static String path(String proxy, String rule) {
    return ControlApi.path("proxies", proxy, "rules", rule);
  }

  /** All rules of a reply, and then the mix, in the order in which they are tried. */
  static Table table(JsonNode reply) {
    List<JsonNode> rules = new ArrayList<>();
    reply.path("rules").forEach(rules::add);
    Table table = table(rules);
    if (reply.has(MIX)) {
      addRow(table, MIX, true, reply.path(MIX));
    }
    return table;
  }

  static Table table(List<JsonNode> rules) {
    Table table =
        new Table("NAME", "STATE", "SAW", "MATCHED", "FIRED", "NO EFFECT", "RULE", "NEAREST MISS");
    for (JsonNode rule : rules) {
      addRow(table, rule.path("name").asText(), rule.path("enabled").asBoolean(), rule);
    }
    return table;
  }

  private static void addRow(Table table, String name, boolean on, JsonNode rule) {
    JsonNode counters = rule.path("counters");
    String miss = counters.path("nearest-miss").asText();
    table.row(
        List.of(
            Cell.of(name, Style::bold),
            Cell.of(on ? "on" : "off", on ? Style::green : Style::red),
            Cell.of(counters.path("seen").asText()),
            Cell.of(counters.path("matched").asText()),
            Cell.of(counters.path("fired").asText(), Style::yellow),
            Cell.of(counters.path("without-effect").asText("0")),
            Cell.of(rule.path("text").asText()),
            new Cell(miss, miss.isEmpty() ? "-" : miss, (style, text) -> text)));
  }
}
