package io.galopin.embed;

import io.galopin.client.Mix;
import io.galopin.client.Traffic;
import io.galopin.engine.Journal;
import io.galopin.engine.Rule;
import io.galopin.engine.RuleSet;
import io.galopin.engine.ToxicSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What was ever configured to go wrong at one proxy, also what has been taken back since, so that
 * it can be said of each whether it did. Thread-safe.
 */
final class FaultWatch {

  private final String proxy;
  private final Galopin galopin;
  private final List<Watched> all = new ArrayList<>();

  /** The toxics that are set, by name. */
  private final Map<String, UnfiredToxic> present = new HashMap<>();

  FaultWatch(String proxy, Galopin galopin) {
    this.proxy = proxy;
    this.galopin = galopin;
  }

  /**
   * One fault that is configured.
   *
   * @param number larger for what is configured later, at any proxy
   * @param source the tally of its rule, or itself: what does not change while it stays
   * @param behavior the behavior of a mix, empty if it is none
   * @param fault what it is
   * @param isEntry whether an entry of the journal tells of it
   * @param after the last entry of the journal before it was configured
   */
  private record Watched(
      long number,
      Object source,
      String behavior,
      Unfired fault,
      Predicate<Journal.Entry> isEntry,
      long after) {}

  /**
   * These rules are set now.
   *
   * @param mix has the weights of theirs
   * @param after the last entry of the journal before they were
   */
  synchronized void rules(RuleSet rules, Mix mix, long after) {
    for (Rule rule : rules.rules()) {
      if (!rule.enabled()) {
        continue;
      }
      if (!rule.name().equals(io.galopin.engine.Mix.NAME)) {
        add(rule.tally(), "", Unfired.of(rule), entry -> entry.rule().equals(rule.name()), after);
        continue;
      }
      for (Mix.Share share : mix.shares()) {
        String behavior = share.behavior().name();
        if (rule.mix().behaviors().contains(behavior)) {
          add(
              rule.tally(),
              behavior,
              Unfired.of(share, rule),
              entry -> entry.rule().isEmpty() && entry.plugin().equals(behavior),
              after);
        }
      }
    }
  }

  /**
   * These toxics are set now. One that is changed stays the same.
   *
   * @param open how many connections are open
   * @param after the last entry of the journal before they were
   */
  synchronized void toxics(List<ToxicSpec> toxics, long open, long after) {
    Traffic traffic = galopin.traffic(proxy);
    List<String> names = toxics.stream().map(ToxicSpec::name).toList();
    present
        .entrySet()
        .removeIf(one -> !names.contains(one.getKey()) && one.getValue().end(traffic));
    for (ToxicSpec toxic : toxics) {
      if (!present.containsKey(toxic.name())) {
        UnfiredToxic fault = new UnfiredToxic(toxic, open, traffic, () -> galopin.traffic(proxy));
        present.put(toxic.name(), fault);
        add(fault, "", fault, entry -> begins(toxic, entry), after);
      }
    }
  }

  /** Whether a toxic has begun to act; that it ends may be of one of the same name before it. */
  private static boolean begins(ToxicSpec toxic, Journal.Entry entry) {
    return entry.plugin().equals(toxic.name())
        && entry.exchange() == 0
        && entry.decision().startsWith("begins");
  }

  private void add(
      Object source, String behavior, Unfired fault, Predicate<Journal.Entry> isEntry, long after) {
    boolean known =
        all.stream().anyMatch(one -> one.source() == source && one.behavior().equals(behavior));
    if (!known) {
      all.add(new Watched(galopin.nextFault(), source, behavior, fault, isEntry, after));
    }
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
      if (watched.number() >= from && watched.number() < to && !fired(watched)) {
        sentences.add("proxy " + proxy + ": " + watched.fault().sentence());
      }
    }
    return sentences;
  }

  private boolean fired(Watched watched) {
    return galopin.entriesAfter(watched.after()).stream()
        .anyMatch(
            entry ->
                entry.origin() == Journal.Origin.INJECTED
                    && entry.proxy().equals(proxy)
                    && watched.isEntry().test(entry));
  }
}
