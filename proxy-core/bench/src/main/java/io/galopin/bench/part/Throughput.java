package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.SourceHandler;
import io.galopin.bench.load.Streams;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Measures bytes per second from backend to client, and their cost. */
final class Throughput implements Part {

  private static final int[] STREAMS = {1, 8};

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String title() {
    return "Throughput";
  }

  @Override
  public String about() {
    return "The backend sends as fast as it can on 1 and on 8 connections; GB are 10⁹ bytes."
        + " Processor time is that of the relay alone, in user and kernel.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend backend = bench.network().listen(SourceHandler::new)) {
      for (int streams : STREAMS) {
        bench.inTurn(
            Peers.STREAMS,
            backend.port(),
            results,
            (relay, round) -> measure(bench, relay, round, streams));
      }
    }
    return results;
  }

  private void measure(Bench bench, Relay relay, Round round, int count)
      throws IOException, InterruptedException {
    String with = count == 1 ? "1 stream" : count + " streams";
    try (Streams streams = new Streams(bench.network(), relay.address(), count)) {
      Figure speed = more(name(), with, "GB/s");
      Figure cost = less(name(), "processor time, " + with, "s/GB");
      // By then, TCP's windows have grown.
      TimeUnit.MILLISECONDS.sleep(bench.time().toMillis() / 5);
      double cpu = relay.cpuSeconds();
      Rate rate = Rate.of(streams, bench.time());
      round.add(speed, relay, rate.gigabytesPerSecond());
      if (!relay.peer().isDirect()) {
        round.add(cost, relay, (relay.cpuSeconds() - cpu) / rate.gigabytes());
      }
    }
  }
}
