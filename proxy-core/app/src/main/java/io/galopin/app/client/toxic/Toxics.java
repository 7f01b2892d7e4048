package io.galopin.app.client.toxic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Pairs;
import io.galopin.app.client.command.Table;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Style;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Options and tables of the commands about toxics. */
public final class Toxics {

  static final ClientOption NAME =
      ClientOption.of("NAME", "the toxic's name", "-n", "--toxicName", "--name");
  static final ClientOption TOXICITY =
      ClientOption.of("0..1", "the chance that it acts on a connection", "--tox", "--toxicity");
  static final ClientOption ATTRIBUTE =
      ClientOption.repeated(
          "KEY=VALUE", "an attribute of the type; repeat it for more", "-a", "--attribute");

  static final ClientOption WHEN =
      ClientOption.of(
          "CONDITION",
          "the connections on which it acts, as in client.address=10.0.0.0/8",
          "--when");
  static final ClientOption TRIGGER =
      ClientOption.of(
          "TRIGGER", "which of these connections, or when, as in 'every 3'", "--trigger");

  private Toxics() {}

  public static Table table(Iterable<JsonNode> toxics) {
    Table table = new Table("NAME", "TYPE", "STREAM", "TOXICITY", "ATTRIBUTES");
    for (JsonNode toxic : toxics) {
      table.row(
          List.of(
              Cell.of(name(toxic), Style::bold),
              Cell.of(toxic.path("type").asText(), Style::yellow),
              Cell.of(stream(toxic)),
              Cell.of(Json.shown(toxic.path("toxicity"))),
              new Cell(
                  attributes(toxic), attributes(toxic) + scope(toxic), (style, text) -> text)));
    }
    return table;
  }

  static Table single(JsonNode toxic) {
    return table(List.of(toxic));
  }

  static String name(JsonNode toxic) {
    return toxic.path("name").asText();
  }

  public static String stream(JsonNode toxic) {
    return toxic.path("stream").asText();
  }

  /** Returns a toxic in one line: {@code latency upstream jitter=0,latency=1500}. */
  public static String line(JsonNode toxic) {
    return toxic.path("type").asText()
        + " "
        + stream(toxic)
        + " "
        + attributes(toxic)
        + scope(toxic);
  }

  private static String attributes(JsonNode toxic) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    toxic.path("attributes").properties().forEach(a -> sorted.put(a.getKey(), a.getValue()));
    return sorted.entrySet().stream()
        .map(attribute -> attribute.getKey() + "=" + Json.shown(attribute.getValue()))
        .collect(Collectors.joining(","));
  }

  /** The condition and the trigger, if the toxic has them. */
  private static String scope(JsonNode toxic) {
    String when = toxic.path("when").asText();
    String trigger = toxic.path("trigger").asText();
    return (when.isEmpty() ? "" : " when " + when) + (trigger.isEmpty() ? "" : " " + trigger);
  }

  /**
   * Adds the given toxicity, attributes, condition and trigger to a call's body.
   *
   * @throws CommandFailure if one of them is invalid
   */
  static void fill(ObjectNode body, Given given) {
    given.value(TOXICITY).ifPresent(text -> body.set("toxicity", toxicity(text)));
    body.set("attributes", Pairs.object(ATTRIBUTE, given.values(ATTRIBUTE)));
    given.value(WHEN).ifPresent(text -> body.put("when", text));
    given.value(TRIGGER).ifPresent(text -> body.put("trigger", text));
  }

  private static JsonNode toxicity(String text) {
    JsonNode number = Json.typed(text);
    if (number.isNumber()
        && number.decimalValue().signum() >= 0
        && number.decimalValue().compareTo(BigDecimal.ONE) <= 0) {
      return number;
    }
    throw CommandFailure.wrong(TOXICITY.name() + ": " + text + " (expected: 0 to 1)");
  }
}
