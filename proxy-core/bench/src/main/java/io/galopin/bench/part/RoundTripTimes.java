package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.ClosedLoop;
import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.Exchange;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.Outcome;
import io.galopin.bench.load.RoundTrips;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.List;

/** Measures how long a message takes there and back, and how many are possible per second. */
final class RoundTripTimes implements Part {

  private static final int SMALL = 64;
  private static final int LARGE = 64 * 1024;
  private static final int CONNECTIONS = 64;
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

  @Override
  public String name() {
    return "round-trips";
  }

  @Override
  public String title() {
    return "Round trips";
  }

  @Override
  public String about() {
    return "The backend sends back what it gets. The times are those of one message at a time on"
        + " one connection; *added* is what they are beyond *direct* in the same round. The"
        + " rate is that of 64 connections, each with one message of 64 B at a time.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend backend = bench.network().listen(EchoHandler::new)) {
      bench.inTurn(
          Peers.TCP,
          backend.port(),
          results,
          (relay, round) -> {
            times(bench, relay, round, SMALL, "64 B");
            times(bench, relay, round, LARGE, "64 KiB");
            Outcome rate =
                ClosedLoop.run(
                    bench.network(),
                    relay.address(),
                    Exchange.echo(SMALL),
                    CONNECTIONS,
                    bench.time());
            round.add(
                more(name(), "rate with 64 connections", "round trips/s"), relay, rate.perSecond());
          });
    }
    return results;
  }

  private void times(Bench bench, Relay relay, Round round, int bytes, String size)
      throws IOException {
    Outcome times = RoundTrips.run(relay.address(), bytes, bench.time());
    for (double percentile : PERCENTILES) {
      String what = size + " " + Percentile.name(percentile);
      Figure whole = less(name(), what, "µs");
      round.add(whole, relay, times.micros(percentile));
      round.addBeyondDirect(less(name(), what + " added", "µs"), whole, relay);
    }
  }
}
