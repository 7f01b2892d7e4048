package io.galopin.bench.part;

import static io.galopin.bench.report.Figure.less;
import static io.galopin.bench.report.Figure.more;

import io.galopin.bench.load.Network.Backend;
import io.galopin.bench.load.Outcome;
import io.galopin.bench.load.SourceHandler;
import io.galopin.bench.load.Streams;
import io.galopin.bench.peer.Peers;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Results;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** Measures calls of the control API, with and without load on the relay. */
final class Control implements Part {

  private static final int STREAMS = 8;

  /** A call that differs from the last one. */
  private interface Call {
    void make(ToxicControl control, int number) throws IOException;
  }

  @Override
  public String name() {
    return "control";
  }

  @Override
  public String title() {
    return "Control API";
  }

  @Override
  public String about() {
    return "One client with one call at a time: changing the latency of a toxic, and listing the"
        + " proxies; first while nothing is relayed, then while 8 streams take all that there is."
        + " The toxic acts in the direction in which nothing goes.";
  }

  @Override
  public Results run(Bench bench) throws IOException, InterruptedException {
    Results results = new Results();
    try (Backend backend = bench.network().listen(SourceHandler::new)) {
      bench.inTurn(
          Peers.TOXIC, backend.port(), results, (relay, round) -> measure(bench, relay, round));
    }
    return results;
  }

  private void measure(Bench bench, Relay relay, Round round)
      throws IOException, InterruptedException {
    try (ToxicControl control = new ToxicControl(relay)) {
      control.addUpstream("latency", "latency", 1);
      measure(bench, relay, round, control, "nothing relayed");
      try (Streams streams = new Streams(bench.network(), relay.address(), STREAMS)) {
        Rate.of(streams, bench.time().dividedBy(5));
        measure(bench, relay, round, control, STREAMS + " streams");
      }
    }
  }

  private void measure(Bench bench, Relay relay, Round round, ToxicControl control, String load)
      throws IOException {
    measure(
        bench,
        relay,
        round,
        control,
        "change, " + load,
        (calls, number) -> calls.change("latency", "latency", 1 + number % 100));
    measure(bench, relay, round, control, "list, " + load, (calls, number) -> calls.list());
  }

  private void measure(
      Bench bench, Relay relay, Round round, ToxicControl control, String what, Call call)
      throws IOException {
    Histogram nanos = new Histogram(3);
    long start = System.nanoTime();
    long before = start;
    for (int number = 0; before - start < bench.time().toNanos(); number++) {
      call.make(control, number);
      long now = System.nanoTime();
      nanos.recordValue(now - before);
      before = now;
    }
    Outcome outcome = new Outcome(nanos.getTotalCount() / ((before - start) / 1e9), nanos);
    round.add(more(name(), what, "calls/s"), relay, outcome.perSecond());
    round.add(less(name(), what + ", p50", "ms"), relay, outcome.millis(50));
    round.add(less(name(), what + ", p99", "ms"), relay, outcome.millis(99));
  }
}
