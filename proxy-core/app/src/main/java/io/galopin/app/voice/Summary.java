package io.galopin.app.voice;

import io.galopin.app.console.Style;
import io.galopin.app.console.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The summary at the end of a run: what fired, what did not, and how to repeat the run. */
final class Summary {

  private static final String TITLE = "summary: ";

  /** The most lines about what fired, and the most about what did not. */
  private static final int MOST = 20;

  private final RunTally tally;
  private final Again again;

  /**
   * How to repeat a run.
   *
   * @param seed the seed of the run
   * @param command the words of the command line, with the seed
   */
  public record Again(long seed, List<String> command) {
    public Again {
      command = List.copyOf(command);
    }
  }

  /** Reads {@code tally} when the summary is printed, not before. */
  public Summary(RunTally tally, Again again) {
    this.tally = tally;
    this.again = again;
  }

  /** Prints the summary. */
  public void say(Ear ear) {
    Style style = ear.style();
    Map<Doing.Key, RunTally.Done> done = tally.done();
    if (ear.isTerminal()) {
      // Begins a new line behind the ^C that the terminal shows.
      ear.say("");
    }
    ear.say(style.bold(TITLE) + totals(done));
    List<String> fired = new ArrayList<>();
    done.forEach((key, count) -> fired.add(fired(key, count)));
    tellSome(fired, ear);
    tellSome(tally.undone(), ear);
    String without =
        tally.changes() == 0
            ? ""
            : ", except for what was changed meanwhile (%s)"
                .formatted(many(tally.changes(), "change"));
    tell("seed " + again.seed() + "; to repeat this run" + without + ":", ear, 2);
    new CommandText(again.command(), ear).lines().forEach(ear::say);
  }

  private String totals(Map<Doing.Key, RunTally.Done> done) {
    long connections = tally.connections();
    long exchanges = tally.exchanges();
    long faults = done.values().stream().mapToLong(RunTally.Done::times).sum();
    return (connections == 0 ? "no connections" : many(connections, "connection"))
        + (exchanges == 0 ? "" : ", " + many(exchanges, "exchange"))
        + (connections == 0 ? "" : faults == 0 ? ", no fault" : ", " + many(faults, "fault"));
  }

  private static String fired(Doing.Key key, RunTally.Done count) {
    return (key.proxy().isEmpty() ? "" : key.proxy() + ": ")
        + key.subject()
        + (count.unit().equals("fault") ? ": " : ": on ")
        + many(count.times(), count.unit());
  }

  private static void tellSome(List<String> sentences, Ear ear) {
    sentences.stream().limit(MOST).forEach(sentence -> tell("  " + sentence, ear, 4));
    if (sentences.size() > MOST) {
      tell("  and " + (sentences.size() - MOST) + " more", ear, 4);
    }
  }

  private static void tell(String sentence, Ear ear, int indent) {
    Wrapped.of(FaultLine.printable(sentence), ear.columns(), indent).forEach(ear::say);
  }

  /** {@code 1 exchange}, {@code 2,000 exchanges}. */
  private static String many(long count, String what) {
    return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
  }
}
