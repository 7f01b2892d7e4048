package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Pause;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.client.command.Table;
import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Style;
import io.galopin.journal.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows the journal: what was injected and what the network did, on request as it happens. */
final class ShowJournal implements ClientCommand {

  private static final ClientOption FOLLOW =
      ClientOption.flag(
          "goes on until it is ended, and shows entries as they come", "-f", "--follow");
  private static final ClientOption PROXY =
      ClientOption.of("NAME", "only entries of this proxy", "--proxy");
  private static final ClientOption AFTER =
      ClientOption.of("N", "only entries after this number", "--after");

  /** Time between two calls when following. */
  private static final Duration PACE = Duration.ofMillis(250);

  private static final String PAGE = "/journal?limit=1000&after=";

  private static final String[] COLUMNS = {
    Fields.NUMBER,
    Fields.TIME,
    Fields.ORIGIN,
    Fields.PROXY,
    Fields.CONNECTION,
    Fields.EXCHANGE,
    Fields.DIRECTION,
    Fields.RULE,
    Fields.PLUGIN,
    Fields.DECISION,
    Fields.REQUEST
  };

  private final Pause pause;

  ShowJournal() {
    this(Pause::sleep);
  }

  ShowJournal(Pause pause) {
    this.pause = pause;
  }

  @Override
  public Syntax syntax() {
    return new Syntax(
        "journal",
        List.of(),
        List.of(),
        "Shows what was injected, and what the network did, oldest first.",
        List.of(FOLLOW, PROXY, AFTER),
        """
        galopin journal
        galopin journal --follow --proxy web""");
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    String proxy =
        given.value(PROXY).map(name -> "&proxy=" + ControlApi.path(name).substring(1)).orElse("");
    long last = given.value(AFTER).map(ShowJournal::number).orElse(0L);
    boolean follow = given.has(FOLLOW);
    do {
      JsonNode page = server.get(PAGE + last + proxy);
      last = tell(page, last, report);
      if (page.path("entries").isEmpty() && (!follow || !pause.after(PACE))) {
        return;
      }
    } while (!report.console().out().checkError());
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException isNone) {
      // Refused below.
    }
    throw CommandFailure.wrong(
        AFTER.name() + ": " + text + " (expected: a whole number, 0 or more)");
  }

  /** Prints a page, and returns the number of the last entry seen. */
  private static long tell(JsonNode page, long after, Report report) {
    long lost = page.path("let-go").asLong() - after;
    if (lost > 0) {
      report
          .console()
          .complain(lost + " older entries are gone; the journal keeps only the latest");
    }
    for (JsonNode entry : page.path("entries")) {
      if (report.json()) {
        report.console().out().println(Json.text(entry));
      } else if (report.forPerson()) {
        report.console().out().println(line(entry, report.console().style()));
      } else {
        table(entry).printColumns(report.console().out());
      }
    }
    long last = page.path("last").asLong();
    // A restarted server counts from one again.
    return last < after ? 0 : Math.max(last, after + Math.max(0, lost));
  }

  private static Table table(JsonNode entry) {
    Table table = new Table(COLUMNS);
    return table.row(Stream.of(COLUMNS).map(column -> Cell.of(text(entry, column))).toList());
  }

  /** {@code 23:28:01.118 web #1/3 GET /cart: delay 2 s (delay)}. */
  private static String line(JsonNode entry, Style style) {
    String time = text(entry, Fields.TIME).replaceFirst(".*T", "").replaceFirst("Z$", "");
    // Shortened, as in the output of a run. Columns and JSON have it in full.
    time = time.replaceFirst("([.]\\d{3})\\d+$", "$1");
    StringBuilder line = new StringBuilder(style.dim(time)).append(' ');
    line.append(style.bold(text(entry, Fields.PROXY)));
    if (entry.path(Fields.CONNECTION).asLong() > 0) {
      line.append(" #").append(text(entry, Fields.CONNECTION));
      if (entry.path(Fields.EXCHANGE).asLong() > 0) {
        line.append('/').append(text(entry, Fields.EXCHANGE));
      }
    }
    String request = text(entry, Fields.REQUEST);
    String what = (request.isEmpty() ? "" : request + ": ") + text(entry, Fields.DECISION);
    boolean meant = text(entry, Fields.ORIGIN).equals("injected");
    line.append(' ').append(meant ? style.yellow(what) : style.dim(what));
    by(entry).ifPresent(by -> line.append(style.dim(" (" + by + ")")));
    return line.toString();
  }

  /** The plugin or rule that did it; the entry's origin, such as the network, if neither did. */
  private static Optional<String> by(JsonNode entry) {
    String rule = text(entry, Fields.RULE);
    String plugin = text(entry, Fields.PLUGIN);
    if (!rule.isEmpty() && !plugin.isEmpty()) {
      return Optional.of(plugin + " by rule " + rule);
    }
    return Optional.of(
        plugin.isEmpty() ? rule.isEmpty() ? text(entry, Fields.ORIGIN) : rule : plugin);
  }

  private static String text(JsonNode entry, String field) {
    return Cell.of(Json.shown(entry.path(field))).shown();
  }
}
