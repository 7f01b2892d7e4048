package io.galopin.app.voice;

import io.galopin.engine.proof.UnfiredRule;
import io.galopin.engine.proof.UnfiredToxic;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.Tally;
import io.galopin.engine.rule.ToxicTally;
import java.util.Optional;

/**
 * How often a rule, a behavior of a mix or a toxic has acted. Its identity is the object that
 * counts for it. Thread-safe.
 *
 * @param proxy the name of the proxy
 * @param counted the object that counts
 * @param subject what it is called in sentences
 * @param did how often it acted
 * @param unit what is counted, in the singular
 * @param why the reason why it never acted; empty if that is not reported
 */
record Doing(
    String proxy, Object counted, String subject, Count did, String unit, Optional<Reason> why) {

  private static final int LONGEST_SUBJECT = 160;
  private static final int LONGEST_REASON = 400;

  Doing {
    subject = FaultLine.cut(FaultLine.printable(subject), LONGEST_SUBJECT);
  }

  interface Count {
    long now();
  }

  interface Reason {
    String now();
  }

  /** A rule that is not part of a mix. */
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

  /** A rule of a replay. It has no reason, because missing faults are reported elsewhere. */
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

  /** What one line of the summary is about. */
  record Key(String proxy, String subject) {}

  Key key() {
    return new Key(proxy, subject);
  }

  /**
   * The same after its removal. It keeps counting, but lets go of the rule or toxic, which may be
   * large.
   */
  Doing gone() {
    Optional<String> last = why.map(reason -> FaultLine.cut(reason.now(), LONGEST_REASON));
    return new Doing(proxy, counted, subject, did, unit, last.map(text -> () -> text));
  }
}
