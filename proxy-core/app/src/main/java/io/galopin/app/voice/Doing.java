package io.galopin.app.voice;

import io.galopin.engine.proof.UnfiredRule;
import io.galopin.engine.proof.UnfiredToxic;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.Tally;
import io.galopin.engine.rule.ToxicTally;
import java.util.Optional;

/**
 * What a rule, a behavior of a mix or a toxic has done, known by what counts for it alone.
 * Thread-safe.
 *
 * @param proxy where
 * @param counted what counts for it
 * @param subject what it is
 * @param did how often it did something
 * @param unit what that counts, as one of many
 * @param why why it has done nothing; empty where that is not asked
 */
record Doing(
    String proxy, Object counted, String subject, Count did, String unit, Optional<Reason> why) {

  private static final int LONGEST_SUBJECT = 160;
  private static final int LONGEST_REASON = 400;

  Doing {
    subject = FaultLine.cut(FaultLine.printable(subject), LONGEST_SUBJECT);
  }

  /** How often. */
  interface Count {
    long now();
  }

  /** Why not. */
  interface Reason {
    String now();
  }

  /** A rule of its own. */
  static Doing of(String proxy, Rule rule) {
    UnfiredRule watched = UnfiredRule.of(rule);
    Tally tally = rule.tally();
    String text = rule.toString();
    String name = rule.name() + ": ";
    String rest = text.startsWith(name) ? text.substring(name.length()) : text;
    return new Doing(
        proxy,
        tally,
        "rule " + rule.name() + " (" + rest + ")",
        tally::fired,
        "fault",
        Optional.of(watched::reason));
  }

  /** A behavior of a mix. */
  static Doing of(String proxy, String behavior, Rule mix) {
    UnfiredRule watched = UnfiredRule.of(behavior, mix);
    Tally tally = mix.tally();
    return new Doing(
        proxy,
        tally,
        watched.subject(),
        () -> tally.fired(behavior),
        "fault",
        Optional.of(watched::reason));
  }

  /** What a rule of a replay does again; what did not come is told elsewhere. */
  static Doing again(String proxy, Rule rule) {
    Tally tally = rule.tally();
    return new Doing(proxy, tally, rule.toString(), tally::fired, "fault", Optional.empty());
  }

  static Doing of(String proxy, UnfiredToxic toxic) {
    ToxicTally tally = toxic.toxic().tally();
    return new Doing(
        proxy,
        tally,
        toxic.subject() + " (" + toxic.toxic().type() + ")",
        () -> tally.connections(ToxicTally.Step.FIRED),
        "connection",
        Optional.of(toxic::reason));
  }

  /** Those of which one line tells. */
  record Key(String proxy, String subject) {}

  Key key() {
    return new Key(proxy, subject);
  }

  /**
   * The same when it was taken back. What it does yet counts; what it consists of, which may be
   * large, is let go.
   */
  Doing gone() {
    Optional<String> last = why.map(reason -> FaultLine.cut(reason.now(), LONGEST_REASON));
    return new Doing(proxy, counted, subject, did, unit, last.map(text -> () -> text));
  }
}
