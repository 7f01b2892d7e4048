package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Pause;
import io.galopin.app.client.command.Report;
import io.galopin.app.console.CommandFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shows flaps as they go on, renews them, and ends them with the command. */
final class FlapWatch {

  static final String LEASE = "lease";

  /** How long the server lets a flap go on whose command has died. */
  static final String LEASE_TIME = "10 s";

  private static final Duration PACE = Duration.ofMillis(500);

  private final ControlApi server;
  private final Report report;
  private final Set<String> proxies;

  FlapWatch(ControlApi server, Report report, Set<String> proxies) {
    this.server = server;
    this.report = report;
    this.proxies = Set.copyOf(proxies);
  }

  static String path(String proxy) {
    return ControlApi.path("proxies", proxy, "flap");
  }

  /** From now on, what ends this process ends the flaps, except for SIGKILL. */
  Thread endedWithTheCommand() {
    Thread undo = new Thread(this::end, "galopin-flap-end");
    Runtime.getRuntime().addShutdownHook(undo);
    return undo;
  }

  private void end() {
    for (String proxy : proxies) {
      try {
        server.delete(path(proxy));
        say(proxy, "flap ended");
      } catch (CommandFailure gone) {
        // The server has ended, or does not answer; it will miss the next renewal.
      }
    }
  }

  /** The flaps have ended, so there is nothing to undo. */
  void release(Thread undo) {
    try {
      Runtime.getRuntime().removeShutdownHook(undo);
    } catch (IllegalStateException ending) {
      // It is running already.
    }
  }

  /** Returns when all flaps have ended. */
  void follow(Pause pause) {
    Set<String> going = new LinkedHashSet<>(proxies);
    Map<String, Long> edges = new LinkedHashMap<>();
    while (!going.isEmpty()) {
      going.removeIf(proxy -> hasEnded(proxy, edges));
      if (!going.isEmpty() && !pause.after(PACE)) {
        end();
        return;
      }
    }
  }

  private boolean hasEnded(String proxy, Map<String, Long> edges) {
    Optional<JsonNode> flap =
        server.findPut(path(proxy) + "/lease", Json.object().put(LEASE, LEASE_TIME));
    if (flap.isEmpty()) {
      say(proxy, "flap ended");
      return true;
    }
    long now = flap.get().path("edges").asLong();
    Long before = edges.put(proxy, now);
    if (before != null && before != now) {
      say(proxy, flap.get().path("period").asText() + cycles(flap.get(), now));
    }
    return false;
  }

  private static String cycles(JsonNode flap, long edges) {
    long all = flap.path("iterations").asLong();
    return " (cycle " + (edges / 2 + 1) + (all == 0 ? "" : " of " + all) + ")";
  }

  private void say(String proxy, String what) {
    report.sentence(MissingNode.getInstance(), Cell.of(proxy).shown() + ": " + what);
  }
}
