package io.galopin.engine.toxic;

import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicTally;

/**
 * Records a toxic on a link: the steps that it reached, when it began to act, and its totals. Used
 * on only one event loop.
 */
final class StageRecord {

  private final StageChain chain;
  private ToxicSpec spec;
  private boolean reached;
  private boolean fired;
  private boolean acted;
  private long passed;
  private long dropped;
  private long delayed;

  StageRecord(StageChain chain, ToxicSpec spec) {
    this.chain = chain;
    this.spec = spec;
  }

  /** Counts for the changed toxic from now on; earlier records of the link stay. */
  void become(ToxicSpec changed) {
    spec = changed;
    reached = false;
    fired = false;
  }

  /** Called when something has reached it. Returns whether that was the first time. */
  boolean reached() {
    if (reached) {
      return false;
    }
    reached = true;
    chain.steps().take(spec, ToxicTally.Step.REACHED);
    return true;
  }

  /** Called when something first reached an earlier toxic. */
  void cameBefore(ToxicSpec earlier) {
    chain.steps().take(spec, ToxicTally.Step.BEFORE);
    spec.tally().predecessor(earlier.name());
  }

  /** Called when it does something. */
  void acts() {
    if (!fired) {
      fired = true;
      chain.steps().take(spec, ToxicTally.Step.FIRED);
    }
    if (!acted) {
      acted = true;
      chain.recorder().toxicBegan(chain.direction(), spec);
    }
  }

  void passed(int bytes) {
    passed += bytes;
  }

  void dropped(int bytes) {
    dropped += bytes;
  }

  void waited() {
    delayed++;
  }

  /** Returns how many bytes have gone on or were dropped. */
  long gone() {
    return passed + dropped;
  }

  /** Called when it no longer acts: records its totals, if it did anything. */
  void end() {
    if (acted) {
      acted = false;
      String totals = passed + " bytes passed, " + dropped + " dropped, " + delayed + " waits";
      chain.recorder().toxicEnded(chain.direction(), spec, totals);
    }
  }
}
