package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ClientOption;
import io.galopin.app.client.command.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the commands that impair have in common. */
final class Impair {

  private Impair() {}

  /** Returns the options of a command: its own and those of all. */
  static List<ClientOption> options(List<ClientOption> own) {
    List<ClientOption> options = new ArrayList<>(own);
    options.addAll(List.of(Signature.FOR, Targets.PROXY, Targets.ALL, Signature.BY));
    return options;
  }

  /** Says what a proxy has now, and when that ends. */
  static void tell(Report report, JsonNode reply, String proxy, boolean updated, String what) {
    report.sentence(
        reply, Cell.of(proxy).shown() + ": " + (updated ? "updated: " : "") + what + end(reply));
  }

  private static String end(JsonNode reply) {
    return left(reply).isEmpty() ? "" : "; ends in " + left(reply);
  }

  /** How long a thing lasts that the server has described; empty if it has no end. */
  static String left(JsonNode thing) {
    String text = thing.path("expires-in").asText();
    return text.isEmpty() ? "" : Times.shown(Times.read("expires-in", text, Duration.ZERO));
  }
}
