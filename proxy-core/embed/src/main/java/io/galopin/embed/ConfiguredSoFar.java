package io.galopin.embed;

import io.galopin.client.Configured;
import io.galopin.engine.proof.Unfired;
import io.galopin.engine.proof.UnfiredRule;
import io.galopin.engine.proof.UnfiredToxic;
import io.galopin.engine.rule.Mix;
import io.galopin.engine.rule.Rule;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.rule.Tally;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.rules.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Remembers every rule and toxic that one proxy ever had, even those that were removed, to tell for
 * each whether it fired. Identifies each by the object that counts for it, because several may have
 * the same name. Thread-safe.
 */
final class ConfiguredSoFar {

  private final String proxy;
  private final LongSupplier numbers;
  private final List<Watched> all = new ArrayList<>();

  /**
   * Nothing was configured so far.
   *
   * @param numbers returns the number for the next rule or toxic of any proxy; thread-safe
   */
  ConfiguredSoFar(String proxy, LongSupplier numbers) {
    this.proxy = proxy;
    this.numbers = numbers;
  }

  /**
   * A rule or toxic.
   *
   * @param number larger for what is configured later, at any proxy
   */
  private record Watched(long number, Unfired what) {}

  /** Watches the rules that are set now. */
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

  /**
   * Before a mix is set again: it counts with {@code before} so far, and with {@code again} from
   * now on.
   */
  synchronized void goesOn(Tally before, Tally again) {
    ofRules().filter(known -> known.counts(before)).forEach(known -> known.goesOn(again));
  }

  private Stream<UnfiredRule> ofRules() {
    return all.stream().map(Watched::what).flatMap(of(UnfiredRule.class));
  }

  private Stream<UnfiredToxic> ofToxics() {
    return all.stream().map(Watched::what).flatMap(of(UnfiredToxic.class));
  }

  private static <T> Function<Unfired, Stream<T>> of(Class<T> type) {
    return what -> type.isInstance(what) ? Stream.of(type.cast(what)) : Stream.empty();
  }

  /**
   * Watches the toxics that are set now. A changed toxic stays the same one.
   *
   * @param open how many connections are open
   */
  synchronized void toxics(List<ToxicSpec> toxics, long open) {
    for (ToxicSpec toxic : toxics) {
      if (isRareByDesign(toxic)) {
        continue;
      }
      if (ofToxics().noneMatch(known -> known.toxic().tally() == toxic.tally())) {
        add(new UnfiredToxic(toxic, open));
      }
    }
  }

  /**
   * A profile loses one packet in hundreds, and a few bytes fit into its bandwidth at once. Only
   * its latency acts on everything.
   */
  private static boolean isRareByDesign(ToxicSpec toxic) {
    return Profile.isCalled(toxic.name()) && !toxic.type().equals("latency");
  }

  private void add(Unfired what) {
    all.add(new Watched(numbers.getAsLong(), what));
  }

  /**
   * Returns why rules and toxics have not fired, a sentence each.
   *
   * @param from the first number
   * @param to the number after the last
   */
  synchronized List<String> unfired(long from, long to) {
    List<String> sentences = new ArrayList<>();
    for (Watched watched : all) {
      if (watched.number() >= from && watched.number() < to && !watched.what().fired()) {
        sentences.add("proxy " + proxy + ": " + watched.what().sentence());
      }
    }
    return sentences;
  }

  /** Returns all of them in the client's form. */
  synchronized List<Configured> configured() {
    List<Configured> configured = new ArrayList<>();
    ofRules()
        .forEach(
            rule ->
                rule.behaviors()
                    .forEach(
                        behavior ->
                            configured.add(
                                new Configured(
                                    rule.name(),
                                    behavior,
                                    "",
                                    OptionalLong.of(rule.fired(behavior))))));
    ofToxics()
        .forEach(
            toxic ->
                configured.add(
                    new Configured(
                        "",
                        toxic.toxic().name(),
                        toxic.toxic().type(),
                        OptionalLong.of(toxic.connections()))));
    return configured;
  }
}
