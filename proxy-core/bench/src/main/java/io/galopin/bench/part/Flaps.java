package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.HttpCalls;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.Probes;
import io.galopin.bench.load.Probes.Probe;
import io.galopin.bench.load.Probes.Seen;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/** Measures how exactly a proxy comes and goes, and what clients see of it. */
final class Flaps implements Part {

  private static final Duration UP = Duration.ofMillis(200);
  private static final Duration DOWN = Duration.ofMillis(300);
  private static final Duration PACE = Duration.ofMillis(2);
  private static final int CYCLES_BEFORE = 6;
  private static final String FLAP = "/proxies/main/flap";
  private static final Pattern SET_AT = Pattern.compile("\"set-at\" *: *\"([^\"]+)\"");

  @Override
  public String name() {
    return "flap";
  }

  @Override
  public String title() {
    return "Come and go";
  }

  @Override
  public String about() {
    return "A proxy that is up for 200 ms and then down for 300 ms, in both modes. A client"
        + " connects every 2 ms and sends a byte. The error of an edge is how far the first"
        + " client that sees the change is from when it should be, counted from when the"
        + " flap began, as the server says; an edge that no client sees within 100 ms counts as"
        + " 100 ms. A short flap before warms it up. Clients within"
        + " 20 ms of an edge are not among those that came while it was up or down.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend echo = bench.network().listen(EchoHandler::new)) {
      bench.inTurn(
          List.of(Peers.GALOPIN_CONTROL),
          echo.port(),
          results,
          (relay, round) -> {
            measure(bench, relay, round, "refuse", Seen.REFUSED);
            measure(bench, relay, round, "timeout", Seen.CLOSED);
          });
    }
    return results;
  }

  private void measure(Bench bench, Relay relay, Round round, String mode, Seen seenDown)
      throws IOException, InterruptedException {
    relay.awaitControl();
    int cycles = (int) Math.max(1, bench.time().toNanos() / UP.plus(DOWN).toNanos());
    // The first clients of a process are slow.
    Probes.run(bench.network(), relay.address(), PACE, UP);
    FlapEdges edges;
    try (HttpCalls calls = new HttpCalls(relay.control())) {
      calls.call("PUT", FLAP, body(mode, CYCLES_BEFORE));
      Duration before = UP.plus(DOWN).multipliedBy(CYCLES_BEFORE + 1);
      Probes.run(bench.network(), relay.address(), PACE, before);
      long begun = begun(calls.call("PUT", FLAP, body(mode, cycles)));
      Duration time = UP.plus(DOWN).multipliedBy(cycles).plus(UP.dividedBy(2));
      List<Probe> probes = Probes.run(bench.network(), relay.address(), PACE, time);
      edges = new FlapEdges(begun, UP, DOWN, cycles, probes);
    }
    Histogram errors = edges.errors();
    String error = mode + ", error of edges ";
    round.add(less(name(), error + "p50", "ms"), relay, errors.getValueAtPercentile(50) / 1e6);
    round.add(less(name(), error + "p99", "ms"), relay, errors.getValueAtPercentile(99) / 1e6);
    round.add(less(name(), error + "max", "ms"), relay, errors.getMaxValue() / 1e6);
    String clients = mode + ", clients ";
    round.add(
        more(name(), clients + "answered while up", "%"),
        relay,
        edges.percent(true, Seen.ANSWERED));
    round.add(
        more(
            name(),
            clients + (seenDown == Seen.REFUSED ? "refused" : "timed out") + " while down",
            "%"),
        relay,
        edges.percent(false, seenDown));
  }

  /** Returns when a flap began, on the scale of {@link System#nanoTime}, to the millisecond. */
  private static long begun(String reply) throws IOException {
    Matcher since = SET_AT.matcher(reply);
    if (!since.find()) {
      throw new IOException("the reply does not say when the flap began: " + reply);
    }
    Duration ago = Duration.between(Instant.parse(since.group(1)), Instant.now());
    return System.nanoTime() - ago.toNanos();
  }

  private static String body(String mode, int cycles) {
    return "{\"mode\": \"%s\", \"up\": \"%d ms\", \"down\": \"%d ms\", \"timeout\": \"50 ms\", \"iterations\": %d}"
        .formatted(mode, UP.toMillis(), DOWN.toMillis(), cycles);
  }
}
