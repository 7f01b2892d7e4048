package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.ClosedLoop;
import io.galopin.bench.load.Exchange;
import io.galopin.bench.load.HttpBackend;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.OpenLoop;
import io.galopin.bench.load.Outcome;
import io.galopin.bench.load.RedisCommands;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.RedisServer;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures HTTP requests and Redis commands through relays that parse them and through others. */
final class HttpAndRedis implements Part {

  private static final int CONNECTIONS = 64;
  private static final int[] DEPTHS = {1, 16};
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String title() {
    return "HTTP and Redis";
  }

  @Override
  public String about() {
    return "64 connections that are kept. The rate is what they reach when each sends its next"
        + " request after the last reply. The latencies are those at a fixed rate, counted"
        + " from when a request was due. Redis commands are `GET`s, of which each connection"
        + " sends 1 or 16 at once. Names with a protocol are relays that read it; the others"
        + " relay bytes.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend backend = bench.network().listen(HttpBackend::new)) {
      bench.inTurn(
          Peers.HTTP, backend.port(), results, (relay, round) -> http(bench, relay, round));
    }
    if (bench.site().has(RedisServer.PEER)) {
      redis(bench, results);
    } else {
      results.note("There is no redis-server here.");
    }
    return results;
  }

  private void http(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    Exchange get = HttpBackend.get("/");
    Outcome most = ClosedLoop.run(bench.network(), relay.address(), get, CONNECTIONS, bench.time());
    round.add(more(name(), "HTTP rate", "requests/s"), relay, most.perSecond());
    Outcome fixed =
        OpenLoop.run(
            bench.network(), relay.address(), get, CONNECTIONS, bench.perSecond(), bench.time());
    String at = "HTTP at %.0f/s".formatted(bench.perSecond());
    round.add(more(name(), at + ", answered", "requests/s"), relay, fixed.perSecond());
    for (double percentile : PERCENTILES) {
      round.add(
          less(name(), at + ", " + Percentile.name(percentile), "ms"),
          relay,
          fixed.millis(percentile));
    }
  }

  private void redis(Bench bench, Results results) throws IOException, InterruptedException {
    List<Peer> peers = new ArrayList<>(Peers.TCP);
    peers.add(Peers.GALOPIN_REDIS);
    try (RedisServer backend = RedisServer.start(bench.site())) {
      bench.inTurn(
          peers,
          backend.port(),
          results,
          (relay, round) -> {
            for (int depth : DEPTHS) {
              Outcome outcome =
                  ClosedLoop.run(
                      bench.network(),
                      relay.address(),
                      RedisCommands.get(depth),
                      CONNECTIONS,
                      bench.time());
              round.add(
                  more(name(), "Redis, " + depth + " at once", "commands/s"),
                  relay,
                  outcome.perSecond());
            }
          });
    }
  }
}
