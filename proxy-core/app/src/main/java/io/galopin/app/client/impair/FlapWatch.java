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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Starts flaps, shows them as they go on, renews them, and ends them with the command: those that
 * it has started, and none that somebody else starts at the same proxies.
 */
final class FlapWatch {

  private static final String LEASE = "lease";
  private static final String ID = "id";
  private static final String ENDED = "flap ended";

  /** How long the server lets a flap go on whose command has died. */
  private static final String LEASE_TIME = "10 s";

  private static final Duration PACE = Duration.ofMillis(500);

  /** How long the end of this process waits for the reply to a call that starts a flap. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ControlApi server;
  private final Report report;
  private final String id = UUID.randomUUID().toString();

  /** Held while a flap starts, so that it is not ended before it is there. */
  private final ReentrantLock starting = new ReentrantLock();

  private final Set<String> proxies = ConcurrentHashMap.newKeySet();
  private volatile boolean ending;

  FlapWatch(ControlApi server, Report report) {
    this.server = server;
    this.report = report;
  }

  static String path(String proxy) {
    return ControlApi.path("proxies", proxy, "flap");
  }

  /** Starts a flap. Empty if this process is ending. */
  Optional<JsonNode> start(String proxy, ObjectNode wanted) {
    starting.lock();
    try {
      if (ending) {
        return Optional.empty();
      }
      proxies.add(proxy);
      ObjectNode body = wanted.deepCopy().put(ID, id).put(LEASE, LEASE_TIME);
      return Optional.of(server.put(path(proxy), body));
    } finally {
      starting.unlock();
    }
  }

  /** From now on, what ends this process ends the flaps, except for SIGKILL. */
  Thread endedWithTheCommand() {
    Thread undo = new Thread(this::end, "galopin-flap-end");
    Runtime.getRuntime().addShutdownHook(undo);
    return undo;
  }

  private void end() {
    ending = true;
    boolean settled = awaitStart();
    try {
      proxies.forEach(this::end);
    } finally {
      if (settled) {
        starting.unlock();
      }
    }
  }

  /** Returns whether no flap is just starting. One that starts later ends as it is not renewed. */
  private boolean awaitStart() {
    try {
      return starting.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void end(String proxy) {
    try {
      if (server.remove(path(proxy) + "?" + ID + "=" + id)) {
        say(proxy, ENDED);
      }
    } catch (CommandFailure gone) {
      // The server has ended, or does not answer; it will miss the next renewal.
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
    while (!going.isEmpty() && !ending) {
      going.removeIf(proxy -> hasEnded(proxy, edges));
      if (!going.isEmpty() && !pause.after(PACE)) {
        end();
        return;
      }
    }
  }

  private boolean hasEnded(String proxy, Map<String, Long> edges) {
    Optional<JsonNode> flap =
        server.findPut(path(proxy) + "/lease", Json.object().put(LEASE, LEASE_TIME).put(ID, id));
    if (flap.isEmpty()) {
      if (!ending) {
        say(proxy, ENDED);
      }
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
