package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;

import io.galopin.bench.load.Crowd;
import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.SourceHandler;
import io.galopin.bench.load.Streams;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.peer.Site;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Measures the memory that connections need. */
final class Memory implements Part {

  private static final int IDLE = 10_000;
  private static final int BUSY = 1_000;
  private static final long SETTLE_MILLIS = 500;

  /**
   * Without socat, because a process for each of 10,000 connections would be too much for the
   * machine.
   */
  private static final List<Peer> IDLERS =
      List.of(Peers.GALOPIN, Peers.HAPROXY, Peers.NGINX, Peers.TOXIPROXY);

  private static final double KIB = 1024;
  private static final double MIB = 1024 * KIB;

  private final Figure perConnection = less(name(), "per idle connection", "KiB");
  private final Figure loaded = less(name(), "1,000 at full load, 100 ms of latency", "MiB");
  private final Figure kept = less(name(), "after them, collected", "MiB");

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String title() {
    return "Memory";
  }

  @Override
  public String about() {
    return "Resident memory of the relay and its children, from a fresh start in each round. An"
        + " idle connection has carried a byte in both directions; what all of them need"
        + " beyond the memory before them, after a collection where there is a collector, is"
        + " divided by their number. At full load, each of 1,000 connections reads as fast"
        + " as it can what comes 100 ms late; the largest amount counts. socat, which forks"
        + " for each connection, is left out.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    int idle = Math.min(IDLE, Site.mostConnections());
    if (idle < IDLE) {
      results.note("The limit of open files leaves room for %,d idle connections.".formatted(idle));
    }
    try (Backend backend = bench.network().listen(EchoHandler::new)) {
      bench.afresh(
          IDLERS, backend.port(), results, (relay, round) -> idle(bench, relay, round, idle));
    }
    try (Backend backend = bench.network().listen(SourceHandler::new)) {
      bench.afresh(
          Peers.TOXIC, backend.port(), results, (relay, round) -> busy(bench, relay, round));
    }
    return results;
  }

  private void idle(Bench bench, Relay relay, Round round, int count)
      throws IOException, InterruptedException {
    long before = settled(relay);
    try (Crowd crowd = new Crowd(bench.network(), relay.address(), count)) {
      round.add(perConnection, relay, (settled(relay) - before) / KIB / crowd.size());
    }
  }

  private void busy(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    try (ToxicControl control = new ToxicControl(relay)) {
      control.add("latency", "latency", 100);
      try (Streams streams = new Streams(bench.network(), relay.address(), BUSY)) {
        Rate.of(streams, bench.time());
        round.add(loaded, relay, relay.peakBytes() / MIB);
      }
    }
    round.add(kept, relay, settled(relay) / MIB);
  }

  private static long settled(Relay relay) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    relay.collect();
    return relay.residentBytes();
  }
}
