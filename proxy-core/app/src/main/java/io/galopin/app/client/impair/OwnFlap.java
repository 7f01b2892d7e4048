package io.galopin.app.client.impair;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.galopin.app.client.command.Cell;
import io.galopin.app.client.command.ControlApi;
import io.galopin.app.client.command.Json;
import io.galopin.app.client.command.Pause;
import io.galopin.app.client.command.Report;
import io.galopin.app.console.CommandFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A flap at a server that cannot flap itself: this process does it. Whatever ends the process,
 * except for SIGKILL, leaves the proxies up.
 */
final class OwnFlap {

  private static final ToxicPair TOXICS = new ToxicPair("flap-", "timeout");
  private static final Signature UNSIGNED = new Signature(false, Optional.empty(), "");

  private final ControlApi server;
  private final Report report;
  private final Map<String, JsonNode> proxies;
  private final ObjectNode wanted;
  private final Streams streams;
  private boolean down;
  private boolean ended;

  /**
   * @param proxies the proxies as they were
   * @param wanted the flap as Galopin's API takes it
   */
  OwnFlap(
      ControlApi server,
      Report report,
      Map<String, JsonNode> proxies,
      ObjectNode wanted,
      Streams streams) {
    this.server = server;
    this.report = report;
    this.proxies = proxies;
    this.wanted = wanted;
    this.streams = streams;
  }

  private Duration time(String field) {
    return Times.read(field, wanted.path(field).asText(), Duration.ofMillis(1));
  }

  /** Flaps until the last cycle, or until {@code pause} says that it is enough. */
  void run(Pause pause) {
    Thread undo = new Thread(this::end, "galopin-flap-end");
    Runtime.getRuntime().addShutdownHook(undo);
    try {
      flap(pause);
    } finally {
      end();
      release(undo);
    }
  }

  private void flap(Pause pause) {
    long iterations = wanted.path("iterations").asLong();
    long next = System.nanoTime();
    boolean goesOn = true;
    for (long cycle = 1; goesOn && (iterations == 0 || cycle <= iterations); cycle++) {
      next += time("up").toNanos();
      goesOn = pause.after(until(next));
      if (goesOn) {
        edge(true, cycle);
        next += time("down").toNanos();
        goesOn = pause.after(until(next));
        edge(false, cycle);
      }
    }
  }

  private static void release(Thread undo) {
    try {
      Runtime.getRuntime().removeShutdownHook(undo);
    } catch (IllegalStateException ending) {
      // It is running already.
    }
  }

  private static Duration until(long nanos) {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  private synchronized void edge(boolean goesDown, long cycle) {
    if (!ended && goesDown != down) {
      // Before the calls, so that what one has done is undone if the next one fails.
      down = true;
      proxies.keySet().forEach(proxy -> set(proxy, goesDown));
      down = goesDown;
      proxies
          .keySet()
          .forEach(proxy -> say(proxy, (down ? "down" : "up") + " (cycle " + cycle + ")"));
    }
  }

  private void set(String proxy, boolean goesDown) {
    if (wanted.path("mode").asText().equals("refuse")) {
      server.post(ControlApi.path("proxies", proxy), Json.object().put("enabled", !goesDown));
      return;
    }
    JsonNode now = server.get(ControlApi.path("proxies", proxy));
    if (goesDown) {
      ObjectNode attributes = Json.object().put("timeout", time("timeout").toMillis());
      TOXICS.set(server, proxy, now, streams, attributes, UNSIGNED);
    } else {
      TOXICS.clear(server, proxy, now);
    }
  }

  private synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    for (String proxy : proxies.keySet()) {
      try {
        if (down) {
          set(proxy, false);
        }
        say(proxy, "flap ended");
      } catch (CommandFailure gone) {
        report.console().complain(proxy + ": may still be down: " + gone.getMessage());
      }
    }
  }

  private void say(String proxy, String what) {
    report.sentence(MissingNode.getInstance(), Cell.of(proxy).shown() + ": " + what);
  }
}
