package io.galopin.app.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.ClientCommand;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Given;
import io.galopin.app.client.command.Report;
import io.galopin.app.client.command.Syntax;
import io.galopin.app.console.CommandFailure;
import io.galopin.journal.Fields;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiPredicate;

/** Shows exchanges as they end, until it is ended. */
final class ShowExchanges implements ClientCommand {

  private static final ClientOption WHEN =
      ClientOption.of(
          "CONDITION", "only exchanges for which this holds, in the words of rules", "--when");
  private static final ClientOption PROXY =
      ClientOption.of("NAME", "only exchanges of this proxy", "--proxy");
  private static final ClientOption COUNT =
      ClientOption.of("N", "ends after this many exchanges", "--count");

  /** The field of the last line for a client that does not read. */
  private static final String DROPPED = "dropped";

  @Override
  public Syntax syntax() {
    return new Syntax(
        "exchanges",
        List.of(),
        List.of(),
        "Shows exchanges as they end, with their times and what was done to them.",
        List.of(WHEN, PROXY, COUNT),
        """
        galopin exchanges
        galopin exchanges --when 'http.path=/orders/* not http.status=200'
        galopin exchanges --proxy db --count 100 --json\
        """);
  }

  @Override
  public void run(Given given, ControlApi server, Report report) {
    long most = given.value(COUNT).map(ShowExchanges::number).orElse(Long.MAX_VALUE);
    StringBuilder path = new StringBuilder("/exchanges");
    given.value(WHEN).ifPresent(when -> add(path, "when", when));
    given.value(PROXY).ifPresent(proxy -> add(path, "proxy", proxy));
    server.follow(path.toString(), new Telling(report, most));
  }

  private static void add(StringBuilder path, String name, String value) {
    path.append(path.indexOf("?") < 0 ? '?' : '&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }

  private static long number(String text) {
    try {
      long number = Long.parseLong(text);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException isNone) {
      // Refused below.
    }
    throw CommandFailure.wrong(
        COUNT.name() + ": " + text + " (expected: a whole number, 1 or more)");
  }

  /** Prints what comes, until there was enough of it or nobody reads it. */
  private static final class Telling implements BiPredicate<String, JsonNode> {

    private final Report report;
    private long left;

    Telling(Report report, long most) {
      this.report = report;
      this.left = most;
    }

    @Override
    public boolean test(String sent, JsonNode line) {
      if (line.has(DROPPED)) {
        throw CommandFailure.failed("the server goes on without: " + line.path(DROPPED).asText());
      }
      boolean lost = line.has(Fields.LOST);
      left -= lost ? 0 : 1;
      if (report.json()) {
        report.console().out().println(sent);
      } else if (lost) {
        report
            .console()
            .complain(
                line.path(Fields.LOST).asLong()
                    + " exchanges are not shown; they come faster than they can be read");
      } else if (report.forPerson()) {
        report.console().out().println(ExchangeText.line(line, report.console()));
      } else {
        ExchangeText.table(line).printColumns(report.console().out());
      }
      return left > 0 && !report.console().out().checkError();
    }
  }
}
