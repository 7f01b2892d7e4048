package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Table;
import io.galopin.app.console.Console;
import io.galopin.app.console.Style;
import io.galopin.journal.Fields;
import io.galopin.journal.exchange.ExchangeFields;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/** An exchange on one line of a terminal, or in columns. */
final class ExchangeText {

  private static final String[] COLUMNS = {
    Fields.TIME,
    Fields.PROXY,
    Fields.PROTOCOL,
    Fields.CONNECTION,
    Fields.EXCHANGE,
    ExchangeFields.CLIENT,
    Fields.REQUEST,
    ExchangeFields.REPLY,
    ExchangeFields.HOW,
    ExchangeFields.ERROR,
    ExchangeFields.MS,
    ExchangeFields.BACKEND_MS,
    ExchangeFields.ADDED_MS,
    ExchangeFields.IN,
    ExchangeFields.OUT,
    ExchangeFields.FAULTS
  };

  /** The least that is left of a text. */
  private static final int SHORTEST = 8;

  /** From here on, a time in milliseconds has no decimal. */
  private static final BigDecimal LONG = BigDecimal.valueOf(100);

  private ExchangeText() {}

  /** Returns the columns for a program: one row, times in milliseconds. */
  static Table table(JsonNode exchange) {
    Table table = new Table(COLUMNS);
    return table.row(Stream.of(COLUMNS).map(column -> Cell.of(column(exchange, column))).toList());
  }

  private static String column(JsonNode exchange, String column) {
    return column.equals(ExchangeFields.FAULTS) ? faults(exchange) : text(exchange, column);
  }

  private static String faults(JsonNode exchange) {
    StringJoiner faults = new StringJoiner("; ");
    for (JsonNode fault : exchange.path(ExchangeFields.FAULTS)) {
      String rule = text(fault, Fields.RULE);
      faults.add(
          text(fault, ExchangeFields.DID)
              + " ("
              + text(fault, ExchangeFields.BEHAVIOR)
              + (rule.isEmpty() ? "" : " by rule " + rule)
              + ")");
    }
    return faults.toString();
  }

  private static String done(JsonNode exchange) {
    StringJoiner done = new StringJoiner("; ");
    exchange.path(ExchangeFields.FAULTS).forEach(each -> done.add(text(each, ExchangeFields.DID)));
    return done.toString();
  }

  /**
   * Returns the line for a person: {@code 23:28:01.118 web #1/3 GET /cart → 200 OK 2012 ms (backend
   * 11.9) ● delay 2 s}. To fit the terminal, the request is shortened first, then what was done,
   * then the reply.
   */
  static String line(JsonNode exchange, Console console) {
    Style style = console.style();
    String time = time(exchange);
    String place = place(exchange);
    String request = clean(text(exchange, Fields.REQUEST));
    String reply = reply(exchange, style);
    String times = times(exchange);
    String faults = clean(done(exchange));
    int columns = console.errColumns() > 0 ? console.errColumns() : Console.COLUMNS;
    int mark = faults.isEmpty() ? 0 : style.mark().length() + 2;
    int spaces = 2 + (request.isEmpty() ? 0 : 1) + (reply.isEmpty() ? 0 : 1);
    int left = columns - time.length() - place.length() - times.length() - mark - spaces;
    request = cut(request, left - reply.length() - faults.length(), style);
    faults = cut(faults, left - reply.length() - request.length(), style);
    reply = cut(reply, left - request.length() - faults.length(), style);
    boolean failed = exchange.path(ExchangeFields.ERROR).asBoolean() || isCutShort(exchange);
    return style.dim(time)
        + " "
        + style.bold(place)
        + (request.isEmpty() ? "" : " " + request)
        + (reply.isEmpty() ? "" : " " + (failed ? style.red(reply) : reply))
        + " "
        + style.dim(times)
        + (faults.isEmpty() ? "" : " " + style.yellow(style.mark() + " " + faults));
  }

  /** The time of the day in UTC, as in the lines of the journal. */
  private static String time(JsonNode exchange) {
    return clean(text(exchange, Fields.TIME))
        .replaceFirst(".*T", "")
        .replaceFirst("([.]\\d{3})\\d*Z$", "$1");
  }

  private static String place(JsonNode exchange) {
    String layer = text(exchange, Fields.LAYER);
    return clean(
        text(exchange, Fields.PROXY)
            + " #"
            + text(exchange, Fields.CONNECTION)
            + "/"
            + text(exchange, Fields.EXCHANGE)
            + (layer.isEmpty() ? "" : " of " + layer));
  }

  private static boolean isCutShort(JsonNode exchange) {
    return List.of("unanswered", "cut").contains(text(exchange, ExchangeFields.HOW));
  }

  private static String reply(JsonNode exchange, Style style) {
    String reply = clean(text(exchange, ExchangeFields.REPLY));
    String words =
        switch (text(exchange, ExchangeFields.HOW)) {
          case "unanswered" -> "no reply";
          case "cut" -> reply.isEmpty() ? "cut" : reply + ", cut";
          default -> reply;
        };
    return words.isEmpty() ? "" : style.arrow() + " " + words;
  }

  private static String times(JsonNode exchange) {
    String backend =
        exchange.has(ExchangeFields.BACKEND_MS)
            ? " (backend " + millis(exchange.path(ExchangeFields.BACKEND_MS)) + ")"
            : "";
    return millis(exchange.path(ExchangeFields.MS)) + " ms" + backend;
  }

  private static String millis(JsonNode number) {
    BigDecimal millis = number.decimalValue();
    return millis
        .setScale(millis.compareTo(LONG) < 0 ? 1 : 0, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isMissingNode() ? "" : Json.shown(value);
  }

  private static String clean(String text) {
    return Cell.of(text).shown();
  }

  private static String cut(String text, int most, Style style) {
    int length = Math.max(SHORTEST, most);
    if (text.length() <= length) {
      return text;
    }
    String mark = style.unicode() ? "…" : "...";
    int end = length - mark.length();
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + mark;
  }
}
