package io.galopin.bench.part;

import io.galopin.bench.load.Network;
import io.galopin.bench.peer.Peer;
import io.galopin.bench.peer.Relay;
import io.galopin.bench.peer.Site;
import io.galopin.bench.report.Results;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a part needs to measure.
 *
 * @param rounds how many rounds count; there is one more before them, to warm up
 * @param time how long one measurement of one contender takes
 * @param perSecond requests per second at a fixed rate
 * @param only the names of the peers that take part; all if empty
 * @param site the place where peers run
 * @param network the threads of the load
 * @param out for progress
 */
public record Bench(
    int rounds,
    Duration time,
    double perSecond,
    Set<String> only,
    Site site,
    Network network,
    PrintStream out) {

  /** Measures one contender once. */
  interface Measurement {
    void measure(Relay relay, Round round) throws IOException, InterruptedException;
  }

  /**
   * Starts the installed peers, measures them in turns, A B C A B C …, and ends them. All of them
   * run all the time, and are idle when it is another's turn. The first round is a warm-up and does
   * not count.
   */
  void inTurn(List<Peer> peers, int backend, Results results, Measurement measurement)
      throws IOException, InterruptedException {
    List<Relay> relays = new ArrayList<>();
    try {
      for (Peer peer : contenders(peers)) {
        start(peer, backend, results, relays);
      }
      for (int number = 0; number <= rounds; number++) {
        turns(relays, new Round(number, rounds, out), results, measurement);
      }
    } finally {
      relays.forEach(Relay::close);
    }
  }

  /**
   * Does the same, but starts and ends the peer in each turn, so that nothing is left from the last
   * one.
   */
  void afresh(List<Peer> peers, int backend, Results results, Measurement measurement)
      throws IOException, InterruptedException {
    for (int number = 1; number <= rounds; number++) {
      Round round = new Round(number, rounds, out);
      for (Peer peer : contenders(peers)) {
        List<Relay> relays = new ArrayList<>();
        try {
          start(peer, backend, results, relays);
          measure(relays, round, results, measurement);
        } finally {
          relays.forEach(Relay::close);
        }
      }
      round.addTo(results);
    }
  }

  /** Returns the peers that take part. {@link Peer#DIRECT} is always one of them. */
  List<Peer> contenders(List<Peer> peers) {
    return site.contenders(peers).stream()
        .filter(peer -> only.isEmpty() || peer.isDirect() || only.contains(bare(peer.name())))
        .toList();
  }

  /** Returns a name without its variant: {@code galopin} for {@code galopin, JDK 17}. */
  private static String bare(String name) {
    return name.replaceFirst(", [^,]*?( beside)?$", "$1");
  }

  private void start(Peer peer, int backend, Results results, List<Relay> relays)
      throws InterruptedException {
    try {
      relays.add(Relay.start(peer, backend, site));
    } catch (IOException failure) {
      note(peer, "did not start", failure, results);
    }
  }

  private void turns(List<Relay> relays, Round round, Results results, Measurement measurement)
      throws InterruptedException {
    measure(relays, round, results, measurement);
    if (round.counts()) {
      round.addTo(results);
    }
  }

  /** Measures each relay. One that fails gets no further values in this round. */
  private void measure(List<Relay> relays, Round round, Results results, Measurement measurement)
      throws InterruptedException {
    for (Relay relay : relays) {
      try {
        measurement.measure(relay, round);
      } catch (IOException failure) {
        note(relay.peer(), "failed in a round", failure, results);
      }
    }
  }

  private void note(Peer peer, String what, IOException failure, Results results) {
    String sentence = peer.name() + " " + what + ": " + failure.getMessage() + ".";
    out.println("  " + sentence);
    results.note(sentence);
  }
}
