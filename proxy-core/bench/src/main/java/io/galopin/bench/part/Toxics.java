package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.ClosedLoop;
import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.Exchange;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.Outcome;
import io.galopin.bench.load.SourceHandler;
import io.galopin.bench.load.Streams;
import io.galopin.bench.load.TimedReads;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Measures how exact toxics are, and how much throughput they leave. */
final class Toxics implements Part {

  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
  private static final int LATENCY_MILLIS = 100;
  private static final int[] CONNECTIONS = {100, 1_000};
  private static final int ROUND_TRIPS_PER_SECOND = 2_000;
  private static final int[] LATENCIES = {0, 100, 1_000};
  private static final int LATENCIES_PER_WINDOW = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(100, 100),
          new Limit(1_000, 100),
          new Limit(10_000, 10),
          new Limit(100_000, 1),
          new Limit(300_000, 1));

  /** A bandwidth for each of a number of connections. */
  private record Limit(int kilobytes, int connections) {

    @Override
    public String toString() {
      String rate = kilobytes < 1_000 ? kilobytes + " KB/s" : kilobytes / 1_000 + " MB/s";
      return "%s on %d".formatted(rate, connections);
    }
  }

  @Override
  public String name() {
    return "toxics";
  }

  @Override
  public String title() {
    return "Toxics";
  }

  @Override
  public String about() {
    return "The error of a latency is what a round trip of one byte takes beyond the latency and"
        + " the median round trip without it, with at most 2,000 of them per second. That of"
        + " a bandwidth is how much longer or shorter than a second the bytes of one second"
        + " take, on so many connections at a time. The throughput is that of one stream.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend echo = bench.network().listen(EchoHandler::new)) {
      bench.inTurn(
          Peers.TOXIC, echo.port(), results, (relay, round) -> latencies(bench, relay, round));
    }
    try (Backend source = bench.network().listen(SourceHandler::new)) {
      bench.inTurn(
          Peers.TOXIC,
          source.port(),
          results,
          (relay, round) -> {
            throughput(bench, relay, round);
            bandwidths(bench, relay, round);
          });
    }
    return results;
  }

  private void latencies(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    try (ToxicControl control = new ToxicControl(relay)) {
      for (int connections : CONNECTIONS) {
        double usual = roundTrips(bench, relay, connections).millis(50);
        control.add("latency", "latency", LATENCY_MILLIS);
        Outcome delayed = roundTrips(bench, relay, connections);
        control.reset();
        for (double percentile : PERCENTILES) {
          round.add(
              less(
                  name(),
                  "latency of %d ms, %,d connections, error %s"
                      .formatted(LATENCY_MILLIS, connections, Percentile.name(percentile)),
                  "ms"),
              relay,
              delayed.millis(percentile) - LATENCY_MILLIS - usual);
        }
      }
    }
  }

  private static Outcome roundTrips(Bench bench, Relay relay, int connections)
      throws IOException, InterruptedException {
    Duration pause =
        Duration.ofSeconds(1).multipliedBy(connections).dividedBy(ROUND_TRIPS_PER_SECOND);
    return ClosedLoop.run(
        bench.network(), relay.address(), Exchange.echo(1), connections, bench.time(), pause);
  }

  private void throughput(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    try (ToxicControl control = new ToxicControl(relay)) {
      for (int latency : LATENCIES) {
        control.add("latency", "latency", latency);
        try (Streams streams = new Streams(bench.network(), relay.address(), 1)) {
          TimeUnit.MILLISECONDS.sleep(latency + bench.time().toMillis() / 5);
          Rate rate = Rate.of(streams, window(bench, latency));
          round.add(
              more(name(), "throughput with latency of " + latency + " ms", "MB/s"),
              relay,
              rate.gigabytesPerSecond() * 1_000);
        }
        control.reset();
      }
    }
  }

  /** Returns a time long enough for held bytes to be replaced several times. */
  private static Duration window(Bench bench, int latencyMillis) {
    Duration least = Duration.ofMillis(latencyMillis).multipliedBy(LATENCIES_PER_WINDOW);
    return least.compareTo(bench.time()) > 0 ? least : bench.time();
  }

  private void bandwidths(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    try (ToxicControl control = new ToxicControl(relay)) {
      for (Limit limit : LIMITS) {
        control.add("bandwidth", "rate", limit.kilobytes());
        Histogram errors = new Histogram(3);
        for (Duration time :
            TimedReads.run(
                bench.network(),
                relay.address(),
                limit.connections(),
                limit.kilobytes() * 1_000L,
                PATIENCE)) {
          errors.recordValue(Math.abs(time.toNanos() - TimeUnit.SECONDS.toNanos(1)));
        }
        control.reset();
        // The values of one connection are all the same.
        for (double percentile : limit.connections() > 1 ? PERCENTILES : List.of(50.0)) {
          round.add(
              less(name(), "bandwidth, " + limit + ", error " + Percentile.name(percentile), "%"),
              relay,
              errors.getValueAtPercentile(percentile) / 1e7);
        }
      }
    }
  }
}
