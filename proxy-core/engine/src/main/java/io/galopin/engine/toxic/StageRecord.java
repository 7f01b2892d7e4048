package io.galopin.engine.toxic;

import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicTally;

/**
 * What is told of a toxic on a link: how far it has come, when it begins to act and what it has
 * done in the end. Used on one event loop only.
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

  /** It is another that is counted from now on; what the link was told stays. */
  void become(ToxicSpec changed) {
    spec = changed;
    reached = false;
    fired = false;
  }

  /** Something has come to it. Whether that was the first. */
  boolean reached() {
    if (reached) {
      return false;
    }
    reached = true;
    chain.steps().take(spec, ToxicTally.Step.REACHED);
    return true;
  }

  /** The first has come to one before it. */
  void cameBefore(ToxicSpec earlier) {
    chain.steps().take(spec, ToxicTally.Step.BEFORE);
    spec.tally().predecessor(earlier.name());
  }

  /** It does something. */
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

  /** How many bytes have gone on or were dropped. */
  long gone() {
    return passed + dropped;
  }

  /** It acts no more: says what it has done, if anything. */
  void end() {
    if (acted) {
      acted = false;
      String totals = passed + " bytes passed, " + dropped + " dropped, " + delayed + " waits";
      chain.recorder().toxicEnded(chain.direction(), spec, totals);
    }
  }
}
