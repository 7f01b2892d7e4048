package io.galopin.junit;

import io.galopin.client.JournalEntry;
import io.galopin.embed.Galopin;
import io.galopin.embed.Proof;
import java.util.ArrayList;
import java.util.List;

/** Watches one engine during one test. */
final class Watch {

  private static final int MOST_LINES = 20;

  private final Galopin galopin;
  private final long journalled;
  private final Proof proof;

  private Watch(Galopin galopin, long journalled, Proof proof) {
    this.galopin = galopin;
    this.journalled = journalled;
    this.proof = proof;
  }

  /** Watches what happens from now on. */
  static Watch fromNowOn(Galopin galopin) {
    List<JournalEntry> journal = galopin.journal();
    long last = journal.isEmpty() ? 0 : journal.get(journal.size() - 1).number();
    return new Watch(galopin, last, galopin.proofFromNowOn());
  }

  /** Watches everything that has happened so far. */
  static Watch fromTheBeginning(Galopin galopin) {
    return new Watch(galopin, 0, galopin.proofUntilNow());
  }

  /** Returns a watch on everything that has happened so far, including before this one began. */
  Watch whole() {
    return fromTheBeginning(galopin);
  }

  Galopin galopin() {
    return galopin;
  }

  List<String> unfired() {
    return proof.unfired();
  }

  /** Returns whether there is no proxy and nothing has happened. */
  boolean isIdle() {
    return galopin.proxies().isEmpty() && galopin.journalAfter(journalled).isEmpty();
  }

  /**
   * Returns the lines to report about a failed test: each proxy, and its last entries of the
   * journal.
   */
  List<String> report() {
    List<String> lines = new ArrayList<>();
    List<JournalEntry> journal = galopin.journalAfter(journalled);
    galopin
        .proxies()
        .forEach(
            proxy -> {
              List<JournalEntry> its =
                  journal.stream().filter(entry -> entry.proxy().equals(proxy.name())).toList();
              int from = Math.max(0, its.size() - MOST_LINES);
              lines.add(
                  proxy
                      + ": "
                      + proxy.traffic().connections()
                      + " connections, "
                      + its.size()
                      + " entries of the journal"
                      + (from > 0 ? ", the last of which are" : ""));
              its.subList(from, its.size()).forEach(entry -> lines.add("  " + entry));
            });
    return lines;
  }
}
