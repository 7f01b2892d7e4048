package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;

import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.RoundTrips;
import io.galopin.bench.peer.Children;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.peer.Site;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures how long a start takes, and the memory after it. */
final class Start implements Part {

  private static final long SETTLE_MILLIS = 1_000;
  private static final double MIB = 1 << 20;

  private final Figure version = less(name(), "--version", "ms");
  private final Figure listening = less(name(), "until listening", "ms");
  private final Figure firstByte = less(name(), "until the first byte is back", "ms");
  private final Figure resident = less(name(), "resident memory", "MiB");

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "Start";
  }

  @Override
  public String about() {
    return "From the start of the process, for Galopin of its launcher, which has been started once"
        + " before: until `--version` has been printed; until it accepts a connection, with the"
        + " control API also there; until a byte has come back from the backend. Resident memory is"
        + " that a second later. The port is tried every millisecond.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    List<Peer> peers = new ArrayList<>();
    for (Map.Entry<Integer, Path> jdk : Jdk.homes().entrySet()) {
      String home = jdk.getValue().toString();
      String suffix = ", JDK " + jdk.getKey();
      peers.add(Peers.GALOPIN.with("galopin" + suffix, "JAVA_HOME", home));
      peers.add(Peers.GALOPIN_CONTROL.with("galopin control" + suffix, "JAVA_HOME", home));
    }
    peers.addAll(List.of(Peers.HAPROXY, Peers.NGINX, Peers.SOCAT, Peers.TOXIPROXY));
    List<Peer> contenders = new ArrayList<>(bench.contenders(peers));
    try (Backend backend = bench.network().listen(EchoHandler::new)) {
      for (int number = 0; number <= bench.rounds(); number++) {
        Round round = new Round(number, bench.rounds(), bench.out());
        for (Peer peer : List.copyOf(contenders)) {
          try {
            measure(bench, peer, backend.port(), round);
          } catch (IOException failure) {
            results.note(peer.name() + " did not start: " + failure.getMessage() + ".");
            contenders.remove(peer);
          }
        }
        if (round.counts()) {
          round.addTo(results);
        }
      }
    }
    return results;
  }

  private void measure(Bench bench, Peer peer, int backend, Round round)
      throws IOException, InterruptedException {
    if (peer.configuration().equals(Peers.GALOPIN.configuration())) {
      round.add(version, peer.name(), version(bench.site(), peer));
    }
    long start = System.nanoTime();
    try (Relay relay = Relay.launch(peer, backend, bench.site())) {
      relay.awaitListening();
      if (peer.configuration().equals(Peers.GALOPIN_CONTROL.configuration())) {
        relay.awaitControl();
      }
      round.add(listening, relay, millisSince(start));
      RoundTrips.run(relay.address(), 1, Duration.ofNanos(1));
      round.add(firstByte, relay, millisSince(start));
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      round.add(resident, relay, relay.residentBytes() / MIB);
    }
  }

  private static double version(Site site, Peer peer) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(site.program(peer), "--version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(peer.environment());
    long start = System.nanoTime();
    Process process = Children.start(builder);
    int status = process.waitFor();
    double millis = millisSince(start);
    Children.end(process);
    if (status != 0) {
      throw new IOException("--version ended with status " + status);
    }
    return millis;
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
