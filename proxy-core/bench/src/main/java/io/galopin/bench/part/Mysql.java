package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.Outcome;
import io.galopin.bench.load.PointSelects;
import io.galopin.bench.peer.MariaDbServer;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Measures queries of MySQL's protocol through a relay that understands it and through others. */
final class Mysql implements Part {

  private static final int CONNECTIONS = 16;

  @Override
  public String name() {
    return "mysql";
  }

  @Override
  public String title() {
    return "MySQL";
  }

  @Override
  public String about() {
    return "16 connections to MariaDB, each of which asks for one row after another by its key. The"
        + " table has 10,000 rows of about 200 bytes. *galopin mysql* reads the protocol; the"
        + " others relay bytes. Processor time is the relay's own.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    if (!bench.site().has(MariaDbServer.PEER)) {
      results.note("There is no MariaDB here.");
      return results;
    }
    List<Peer> peers = new ArrayList<>(Peers.TCP);
    peers.add(Peers.GALOPIN_MYSQL);
    try (MariaDbServer backend = MariaDbServer.start(bench.site())) {
      PointSelects.prepare(backend.address());
      bench.inTurn(
          peers,
          backend.address().getPort(),
          results,
          (relay, round) -> queries(bench, relay, round));
    }
    return results;
  }

  private void queries(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    double before = relay.cpuSeconds();
    Outcome outcome = PointSelects.run(relay.address(), CONNECTIONS, bench.time());
    double cpu = relay.cpuSeconds() - before;
    round.add(more(name(), "queries", "queries/s"), relay, outcome.perSecond());
    if (!relay.peer().isDirect()) {
      double micros = cpu * 1e6 / outcome.nanos().getTotalCount();
      round.add(less(name(), "processor time of a query", "µs"), relay, micros);
    }
  }
}
