package io.galopin.engine.proof;

import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicTally;
import io.galopin.engine.rule.ToxicTally.Step;

/** A toxic: whether it fired. Thread-safe. */
public final class UnfiredToxic implements Unfired {

  private final ToxicSpec toxic;
  private final long open;

  /** Creates the record of a toxic that is set while {@code open} connections are open. */
  public UnfiredToxic(ToxicSpec toxic, long open) {
    this.toxic = toxic;
    this.open = open;
  }

  /** As it was set first. */
  public ToxicSpec toxic() {
    return toxic;
  }

  /** On how many connections it did something. */
  public long connections() {
    return tally().connections(Step.FIRED);
  }

  @Override
  public boolean fired() {
    return connections() > 0;
  }

  private ToxicTally tally() {
    return toxic.tally();
  }

  @Override
  public String subject() {
    return "toxic " + toxic.name();
  }

  @Override
  public String reason() {
    // The toxic may be removed before an open and silent connection notices it.
    long connections = Math.max(open, tally().connections(Step.SEEN));
    long within = tally().connections(Step.WITHIN);
    long chosen = tally().connections(Step.CHOSEN);
    long reached = tally().connections(Step.REACHED);
    if (connections == 0) {
      return "no traffic, not one connection was open while it was set";
    }
    if (reached > 0) {
      return "data or its end came to it on " + connections(reached) + " and gave it nothing to do";
    }
    boolean scoped = !toxic.scope().when().parts().isEmpty() || !toxic.scope().trigger().isAlways();
    if (scoped && (within == 0 || (chosen > 0 && tally().connections(Step.OPEN) == 0))) {
      return "none of " + connections + " connections was within its condition and trigger";
    }
    if (chosen == 0 && toxic.toxicity() < 1) {
      return Unfired.chance(toxic.toxicity(), scoped ? within : connections, "connections");
    }
    long before = tally().connections(Step.BEFORE);
    return tally()
        .predecessor()
        .map(
            earlier ->
                "what was sent "
                    + toxic.direction()
                    + " on "
                    + connections(before)
                    + " did not get past toxic "
                    + earlier
                    + ", which is before it")
        .orElseGet(
            () -> "nothing came to it " + toxic.direction() + " on " + connections(connections));
  }

  private static String connections(long count) {
    return Unfired.many(count, "connection");
  }
}
