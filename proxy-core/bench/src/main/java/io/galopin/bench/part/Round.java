package io.galopin.bench.part;

import io.galopin.bench.peer.Relay;
import io.galopin.bench.report.Figure;
import io.galopin.bench.report.Results;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The values measured in one round, in which each contender has a turn. Shows them at once and
 * keeps them until the round is over.
 */
final class Round {

  private final int number;
  private final int of;
  private final PrintStream out;
  private final Map<Figure, Map<String, Double>> values = new LinkedHashMap<>();

  /**
   * Begins a round.
   *
   * @param number from 1; 0 is the warm-up
   */
  Round(int number, int of, PrintStream out) {
    this.number = number;
    this.of = of;
    this.out = out;
  }

  boolean counts() {
    return number > 0;
  }

  void add(Figure figure, Relay relay, double value) {
    add(figure, relay.peer().name(), value);
  }

  void add(Figure figure, String contender, double value) {
    values.computeIfAbsent(figure, first -> new LinkedHashMap<>()).put(contender, value);
    out.printf(
        Locale.ROOT,
        "  %-9s %-16s %s: %.3f %s%n",
        counts() ? number + "/" + of : "warm-up",
        contender,
        figure.title(),
        value,
        figure.unit());
  }

  /** Returns the value measured for a contender in this round. */
  Optional<Double> value(Figure figure, String contender) {
    return Optional.ofNullable(values.getOrDefault(figure, Map.of()).get(contender));
  }

  /** Adds the difference between a contender's value and that of <em>direct</em> in this round. */
  void addBeyondDirect(Figure beyond, Figure figure, Relay relay) {
    if (!relay.peer().isDirect()) {
      value(figure, "direct")
          .ifPresent(
              direct ->
                  add(beyond, relay, value(figure, relay.peer().name()).orElseThrow() - direct));
    }
  }

  void addTo(Results results) {
    values.forEach(
        (figure, contenders) ->
            contenders.forEach((contender, value) -> results.add(figure, contender, value)));
  }
}
