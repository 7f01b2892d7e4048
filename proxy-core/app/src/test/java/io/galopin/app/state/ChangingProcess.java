package io.galopin.app.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.galopin.behavior.stream.LatencyFactory;
import io.galopin.config.ToxiproxyJson;
import io.galopin.engine.Catalog;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.live.Bound;
import io.galopin.live.Live;
import io.galopin.protocol.tcp.TcpProtocolFactory;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that is nothing but a state and clients that change things, and so starts fast. Prints
 * a line for each step: {@code found}, {@code ask} before a change, {@code kept} once it would be
 * answered; the number of the client; and the latency of its toxic. Ends with its input.
 */
final class ChangingProcess {

  static final int CLIENTS = 50;

  private static final Catalog CATALOG =
      Catalog.of(List.of(new TcpProtocolFactory(), new LatencyFactory()));

  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final Live live = new Live(engine, Bound.NONE);
  private final StateKeeper keeper;

  private ChangingProcess(Path file) {
    keeper = StateKeeper.open(file);
  }

  /**
   * @param arguments the file of the state
   */
  public static void main(String[] arguments) throws IOException {
    new ChangingProcess(Path.of(arguments[0])).run();
    while (System.in.read() >= 0) {
      // Its parent is alive.
    }
    Runtime.getRuntime().halt(0);
  }

  private void run() {
    Map<String, Integer> found = new HashMap<>();
    for (ProxySpec spec : keeper.merged(List.of(), CATALOG)) {
      engine.open(spec).join();
      found.put(spec.name(), Math.toIntExact(latency(spec)));
    }
    found.forEach((name, latency) -> say("found", name, latency));
    keeper.begin(engine, live);
    for (int i = 0; i < CLIENTS; i++) {
      String name = name(i);
      new Thread(() -> change(name, found.getOrDefault(name, -1)), name).start();
    }
  }

  static String name(int client) {
    return "c" + client;
  }

  private static long latency(ProxySpec spec) {
    return ((Number) ToxiproxyJson.attributes(spec.toxics().get(0)).get("latency")).longValue();
  }

  /** Changes one proxy again and again, as a client of the control API does. */
  private void change(String name, int found) {
    for (int next = found + 1; ; next++) {
      say("ask", name, next);
      int latency = next;
      live.turns().inTurn(List.of(name), () -> set(name, latency));
      live.turns().kept().join();
      say("kept", name, next);
    }
  }

  private @Nullable Proxy set(String name, int latency) {
    Optional<Proxy> there = live.find(name);
    if (there.isEmpty()) {
      return live.create(name, () -> spec(name, latency));
    }
    live.toxics().update(there.get(), "slow", before -> toxic(latency));
    return there.get();
  }

  private static ToxicSpec toxic(int latency) {
    return ToxiproxyJson.toxic(toxicFields(latency)).toSpec(CATALOG);
  }

  private static Map<String, Object> toxicFields(int latency) {
    return Map.of("name", "slow", "type", "latency", "attributes", Map.of("latency", latency));
  }

  private static ProxySpec spec(String name, int latency) {
    return ToxiproxyJson.proxy(
            Map.of(
                "name",
                name,
                "listen",
                "127.0.0.1:0",
                "upstream",
                "127.0.0.1:9",
                "enabled",
                false,
                "toxics",
                List.of(toxicFields(latency))))
        .toSpec(CATALOG);
  }

  /** In one system call, so that a line is there whole or not at all. */
  private void say(String what, String name, int latency) {
    try {
      out.write((what + " " + name + " " + latency + "\n").getBytes(US_ASCII));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
