package io.galopin.assertj;

import io.galopin.client.Configured;
import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What is known about the faults of one name.
 *
 * @param entries those that the journal still has
 * @param letGo how many entries the journal has dropped
 * @param configured rules and toxics with counts of their own, which do not depend on the journal
 * @param counted whether {@code configured} covers all that the entries can be about
 */
record Kept(List<JournalEntry> entries, long letGo, List<Configured> configured, boolean counted) {

  /** Returns everything that was injected at a proxy. */
  static Kept of(Proxy proxy) {
    return of(proxy, proxy.journal());
  }

  /**
   * Returns everything that was injected at a proxy.
   *
   * @param journal all of the proxy's entries, just read
   */
  static Kept of(Proxy proxy, List<JournalEntry> journal) {
    List<JournalEntry> entries =
        journal.stream().filter(entry -> entry.origin() == JournalEntry.Origin.INJECTED).toList();
    // The journal is read first, so that entries dropped after that are noticed.
    return new Kept(entries, proxy.journalLetGo(), proxy.configured(), true);
  }

  Kept only(Predicate<JournalEntry> ofEntries, Predicate<Configured> ofConfigured) {
    return new Kept(
        entries.stream().filter(ofEntries).toList(),
        letGo,
        configured.stream().filter(ofConfigured).toList(),
        counted);
  }

  /** Keeps those that only their entries can tell apart. */
  Kept only(Predicate<JournalEntry> ofEntries) {
    return new Kept(entries.stream().filter(ofEntries).toList(), letGo, configured, letGo == 0);
  }

  /** Returns whether it happened at all; empty if that is no longer known. */
  Optional<Boolean> happened() {
    if (!entries.isEmpty()) {
      return Optional.of(true);
    }
    if (letGo == 0) {
      return Optional.of(false);
    }
    boolean known = counted && configured.stream().allMatch(each -> each.fired().isPresent());
    return known
        ? Optional.of(configured.stream().anyMatch(each -> each.fired().getAsLong() > 0))
        : Optional.empty();
  }

  /**
   * Returns on how many exchanges and links it happened. Empty if that is no longer known, because
   * several may have acted on one exchange.
   */
  OptionalLong count() {
    if (letGo == 0) {
      return OptionalLong.of(entries.stream().map(Place::of).distinct().count());
    }
    List<Configured> those =
        configured.stream().filter(each -> each.fired().orElse(1) > 0).toList();
    if (!counted || those.size() > 1) {
      return OptionalLong.empty();
    }
    return those.isEmpty() ? OptionalLong.of(0) : those.get(0).fired();
  }

  /** Returns why that is no longer known. */
  String gone() {
    return "the journal no longer has its oldest "
        + letGo
        + " entries, which are not counted anywhere else (expected: a question about one rule"
        + " or toxic by its name, or one that is asked earlier)";
  }

  private record Place(long connection, String layer, long exchange, String link) {
    static Place of(JournalEntry entry) {
      return new Place(
          entry.connection(),
          entry.layer(),
          entry.exchange(),
          entry.exchange() > 0 || !entry.request().isEmpty()
              ? ""
              : entry.plugin() + entry.direction());
    }
  }
}
