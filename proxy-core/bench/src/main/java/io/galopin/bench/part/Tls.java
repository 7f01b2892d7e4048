package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.ConnectLoop;
import io.galopin.bench.load.Crowd;
import io.galopin.bench.load.EchoHandler;
import io.galopin.bench.load.HttpBackend;
import io.galopin.bench.load.Network;
import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.OpenLoop;
import io.galopin.bench.load.Outcome;
import io.galopin.bench.load.Secured;
import io.galopin.bench.load.SourceHandler;
import io.galopin.bench.load.Streams;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.peer.Site;
import io.galopin.bench.peer.TlsFiles;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Measures what TLS at one side of a relay, and at both, costs. */
final class Tls implements Part {

  private static final int STREAMS = 8;
  private static final int AT_A_TIME = 16;
  private static final int CONNECTIONS = 64;
  private static final int IDLE = 2_000;
  private static final long SETTLE_MILLIS = 500;
  private static final double KIB = 1024;
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0);

  @Override
  public String name() {
    return "tls";
  }

  @Override
  public String title() {
    return "TLS";
  }

  @Override
  public String about() {
    return "The relay ends TLS of its clients; at *both sides*, it speaks TLS with the backend,"
        + " too. The certificate has an EC key of P-256, and nobody checks it. Streams are"
        + " 8, with TLS 1.3. A handshake is a connection that carries one byte to the"
        + " backend and back, 16 at a time: full ones are of TLS 1.3, resumed ones of TLS"
        + " 1.2, where a client can resume one session many times. *added* is what a relay"
        + " adds to the latency of HTTP at a fixed rate without a relay and without TLS."
        + " Clients and backends use OpenSSL.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    X509Bundle certificate = TlsFiles.write(bench.site());
    Secured fresh = Secured.of(certificate, "TLSv1.3", false);
    Network clients = bench.network().securely(fresh);
    try (Backend backend = bench.network().listen(SourceHandler::new)) {
      streams(bench, clients, Peers.TLS, backend, "one side", results);
    }
    try (Backend backend = bench.network().listenSecurely(SourceHandler::new, fresh)) {
      streams(bench, clients, Peers.TLS_BOTH, backend, "both sides", results);
    }
    Network resuming = bench.network().securely(Secured.of(certificate, "TLSv1.2", true));
    try (Backend backend = bench.network().listen(EchoHandler::new)) {
      handshakes(bench, clients, backend, "handshakes, full", results);
      handshakes(bench, resuming, backend, "handshakes, resumed", results);
      bench.afresh(
          Peers.TLS, backend.port(), results, (relay, round) -> idle(clients, relay, round));
    }
    try (Backend backend = bench.network().listen(HttpBackend::new)) {
      bench.inTurn(
          direct(), backend.port(), results, (relay, round) -> added(bench, clients, relay, round));
    }
    return results;
  }

  private static List<Peer> direct() {
    return Stream.concat(Stream.of(Peer.DIRECT), Peers.TLS.stream()).toList();
  }

  private void streams(
      Bench bench,
      Network clients,
      List<Peer> peers,
      Backend backend,
      String sides,
      Results results)
      throws IOException, InterruptedException {
    Figure speed = more(name(), sides, "GB/s");
    Figure cost = less(name(), "processor time, " + sides, "s/GB");
    bench.inTurn(
        peers,
        backend.port(),
        results,
        (relay, round) -> {
          try (Streams streams = new Streams(clients, relay.address(), STREAMS)) {
            TimeUnit.MILLISECONDS.sleep(bench.time().toMillis() / 5);
            double cpu = relay.cpuSeconds();
            Rate rate = Rate.of(streams, bench.time());
            round.add(speed, relay, rate.gigabytesPerSecond());
            round.add(cost, relay, (relay.cpuSeconds() - cpu) / rate.gigabytes());
          }
        });
  }

  private void handshakes(
      Bench bench, Network clients, Backend backend, String what, Results results)
      throws IOException, InterruptedException {
    Figure figure = more(name(), what, "connections/s");
    bench.inTurn(
        Peers.TLS,
        backend.port(),
        results,
        (relay, round) ->
            round.add(
                figure, relay, ConnectLoop.run(clients, relay.address(), AT_A_TIME, bench.time())));
  }

  private void idle(Network clients, Relay relay, Round round)
      throws IOException, InterruptedException {
    int count = Math.min(IDLE, Site.mostConnections());
    long before = settled(relay);
    try (Crowd crowd = new Crowd(clients, relay.address(), count)) {
      round.add(
          less(name(), "per idle connection", "KiB"),
          relay,
          (settled(relay) - before) / KIB / crowd.size());
    }
  }

  private static long settled(Relay relay) throws IOException, InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
    relay.collect();
    return relay.residentBytes();
  }

  private void added(Bench bench, Network clients, Relay relay, Round round)
      throws IOException, InterruptedException {
    Network network = relay.peer().isDirect() ? bench.network() : clients;
    Outcome outcome =
        OpenLoop.run(
            network,
            relay.address(),
            HttpBackend.get("/"),
            CONNECTIONS,
            bench.perSecond(),
            bench.time());
    for (double percentile : PERCENTILES) {
      String at = "HTTP at %.0f/s, %s".formatted(bench.perSecond(), Percentile.name(percentile));
      Figure whole = less(name(), at, "ms");
      round.add(whole, relay, outcome.millis(percentile));
      round.addBeyondDirect(less(name(), at + ", added", "ms"), whole, relay);
    }
  }
}
