package io.galopin.app.voice;

import io.galopin.engine.Rule;
import io.galopin.engine.proof.UnfiredRule;
import io.galopin.engine.proof.UnfiredToxic;
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
    String text = rule.toString();
    String name = rule.name() + ": ";
    String rest = text.startsWith(name) ? text.substring(name.length()) : text;
    return new Doing(
        proxy,
        rule.tally(),
        "rule " + rule.name() + " (" + rest + ")",
        () -> rule.tally().fired(),
        "fault",
        Optional.of(watched::reason));
  }

  /** A behavior of a mix. */
  static Doing of(String proxy, String behavior, Rule mix) {
    UnfiredRule watched = UnfiredRule.of(behavior, mix);
    return new Doing(
        proxy,
        mix.tally(),
        watched.subject(),
        () -> watched.fired(behavior),
        "fault",
        Optional.of(watched::reason));
  }

  /** What a rule of a replay does again; what did not come is told elsewhere. */
  static Doing again(String proxy, Rule rule) {
    return new Doing(
        proxy,
        rule.tally(),
        rule.toString(),
        () -> rule.tally().fired(),
        "fault",
        Optional.empty());
  }

  static Doing of(String proxy, UnfiredToxic toxic) {
    return new Doing(
        proxy,
        toxic.toxic().tally(),
        toxic.subject() + " (" + toxic.toxic().type() + ")",
        toxic::connections,
        "connection",
        Optional.of(toxic::reason));
  }

  /** Those of which one line tells. */
  record Key(String proxy, String subject) {}

  Key key() {
    return new Key(proxy, subject);
  }
}
