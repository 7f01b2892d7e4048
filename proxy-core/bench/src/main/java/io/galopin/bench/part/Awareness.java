package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.ClosedLoop;
import io.galopin.bench.load.Exchange;
import io.galopin.bench.load.HttpBackend;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.OpenLoop;
import io.galopin.bench.load.Outcome;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Measures what it costs to look at each exchange, and how much untouched exchanges suffer. */
final class Awareness implements Part {

  private static final int CONNECTIONS = 64;
  private static final double OTHERS_PER_SECOND = 200;
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
  private static final List<Peer> PEERS =
      List.of(
          Peer.DIRECT,
          Peers.GALOPIN,
          Peers.GALOPIN_HTTP,
          Peers.GALOPIN_MIX,
          Peers.GALOPIN_RULES,
          Peers.GALOPIN_JOURNAL,
          Peers.GALOPIN_EXCHANGES);

  @Override
  public String name() {
    return "awareness";
  }

  @Override
  public String title() {
    return "The price of awareness";
  }

  @Override
  public String about() {
    return "The HTTP load of above, by Galopin: relaying bytes; reading HTTP without rules; with a"
               + " mix that picks 10 of 100 requests and delays them by nothing; with ten rules"
               + " that match none; with the mix and a line on disk for each that it picks; without"
               + " rules and with a line on disk for each exchange. *Untouched* requests go at a"
               + " fixed rate while 200 others per second, on other connections, are delayed by 100"
               + " ms, or are not.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend backend = bench.network().listen(HttpBackend::new)) {
      bench.inTurn(PEERS, backend.port(), results, (relay, round) -> price(bench, relay, round));
      bench.inTurn(
          List.of(Peers.GALOPIN_BYSTANDERS),
          backend.port(),
          results,
          (relay, round) -> {
            untouched(bench, relay, round, "none delayed", "/quick");
            untouched(bench, relay, round, "others delayed", "/slow");
          });
    }
    return results;
  }

  private void price(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    Exchange get = HttpBackend.get("/");
    double cpu = relay.cpuSeconds();
    Outcome most = ClosedLoop.run(bench.network(), relay.address(), get, CONNECTIONS, bench.time());
    cpu = relay.cpuSeconds() - cpu;
    round.add(more(name(), "HTTP rate", "requests/s"), relay, most.perSecond());
    if (!relay.peer().isDirect()) {
      round.add(
          less(name(), "processor time", "µs/request"),
          relay,
          cpu * 1e6 / most.nanos().getTotalCount());
    }
    percentiles(round, relay.peer().name(), "HTTP at %.0f/s", bench, fixed(bench, relay));
  }

  private void untouched(Bench bench, Relay relay, Round round, String name, String others)
      throws IOException, InterruptedException {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<Outcome> load =
          beside.submit(
              () ->
                  OpenLoop.run(
                      bench.network(),
                      relay.address(),
                      HttpBackend.get(others),
                      CONNECTIONS,
                      OTHERS_PER_SECOND,
                      bench.time()));
      percentiles(round, name, "untouched at %.0f/s", bench, fixed(bench, relay));
      load.get();
    } catch (ExecutionException failure) {
      throw new IOException("the others: " + failure.getCause().getMessage(), failure);
    } finally {
      beside.shutdownNow();
    }
  }

  private static Outcome fixed(Bench bench, Relay relay) throws IOException, InterruptedException {
    return OpenLoop.run(
        bench.network(),
        relay.address(),
        HttpBackend.get("/"),
        CONNECTIONS,
        bench.perSecond(),
        bench.time());
  }

  private void percentiles(Round round, String name, String what, Bench bench, Outcome outcome) {
    for (double percentile : PERCENTILES) {
      round.add(
          less(
              name(), what.formatted(bench.perSecond()) + ", " + Percentile.name(percentile), "ms"),
          name,
          outcome.millis(percentile));
    }
  }
}
