package io.galopin.embed;

import io.galopin.client.Fault;
import io.galopin.engine.proof.Unfired;
import io.galopin.engine.proof.UnfiredRule;
import io.galopin.engine.proof.UnfiredToxic;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Tally;
import io.galopin.engine.rule.ToxicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What was ever configured to go wrong at one proxy, also what has been taken back since, so that
 * it can be said of each whether it did. Each is known by what counts for it alone, never by its
 * name, which others may have, too. Thread-safe.
 */
final class FaultWatch {

  private final String proxy;
  private final Galopin galopin;
  private final List<Watched> all = new ArrayList<>();

  FaultWatch(String proxy, Galopin galopin) {
    this.proxy = proxy;
    this.galopin = galopin;
  }

  /**
   * One fault that is configured.
   *
   * @param number larger for what is configured later, at any proxy
   */
  private record Watched(long number, Unfired fault) {}

  /** These rules are set now. */
  synchronized void rules(RuleSet rules) {
    for (Rule rule : rules.rules()) {
      if (!rule.enabled() || ofRules().anyMatch(known -> known.counts(rule.tally()))) {
        continue;
      }
      if (!rule.name().equals(Mix.NAME)) {
        add(UnfiredRule.of(rule));
        continue;
      }
      rule.mix().behaviors().forEach(name -> add(UnfiredRule.of(name, rule)));
    }
  }

  /** The mix that counts with {@code before} is about to be set again, and counts here then. */
  synchronized void goesOn(Tally before, Tally again) {
    ofRules().filter(known -> known.counts(before)).forEach(known -> known.goesOn(again));
  }

  private Stream<UnfiredRule> ofRules() {
    return all.stream().map(Watched::fault).flatMap(of(UnfiredRule.class));
  }

  private Stream<UnfiredToxic> ofToxics() {
    return all.stream().map(Watched::fault).flatMap(of(UnfiredToxic.class));
  }

  private static <T> Function<Unfired, Stream<T>> of(Class<T> type) {
    return fault -> type.isInstance(fault) ? Stream.of(type.cast(fault)) : Stream.empty();
  }

  /**
   * These toxics are set now. One that is changed stays the same.
   *
   * @param open how many connections are open
   */
  synchronized void toxics(List<ToxicSpec> toxics, long open) {
    for (ToxicSpec toxic : toxics) {
      if (ofToxics().noneMatch(known -> known.toxic().tally() == toxic.tally())) {
        add(new UnfiredToxic(toxic, open));
      }
    }
  }

  private void add(Unfired fault) {
    all.add(new Watched(galopin.nextFault(), fault));
  }

  /**
   * Why those did not fire that have not; a sentence each.
   *
   * @param from the number of the first that is asked for
   * @param to the number behind the last
   */
  synchronized List<String> unfired(long from, long to) {
    List<String> sentences = new ArrayList<>();
    for (Watched watched : all) {
      if (watched.number() >= from && watched.number() < to && !watched.fault().fired()) {
        sentences.add("proxy " + proxy + ": " + watched.fault().sentence());
      }
    }
    return sentences;
  }

  /** All of them as the client shows them. */
  synchronized List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    ofRules()
        .forEach(
            rule ->
                rule.behaviors()
                    .forEach(
                        behavior ->
                            faults.add(
                                new Fault(
                                    rule.name(),
                                    behavior,
                                    "",
                                    OptionalLong.of(rule.fired(behavior))))));
    ofToxics()
        .forEach(
            toxic ->
                faults.add(
                    new Fault(
                        "",
                        toxic.toxic().name(),
                        toxic.toxic().type(),
                        OptionalLong.of(toxic.connections()))));
    return faults;
  }
}
