package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.ConnectLoop;
import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import java.io.IOException;

/** Measures how many connections per second can be opened and closed. */
final class NewConnections implements Part {

  private static final int AT_A_TIME = 64;

  private final Figure rate = more(name(), "new connections", "connections/s");

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public String title() {
    return "New connections";
  }

  @Override
  public String about() {
    return "64 clients connect, send a byte, wait until it comes back from the backend, close, and"
        + " begin anew.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend backend = bench.network().listen(EchoHandler::new)) {
      bench.inTurn(
          Peers.TCP,
          backend.port(),
          results,
          (relay, round) ->
              round.add(
                  rate,
                  relay,
                  ConnectLoop.run(bench.network(), relay.address(), AT_A_TIME, bench.time())));
    }
    return results;
  }
}
