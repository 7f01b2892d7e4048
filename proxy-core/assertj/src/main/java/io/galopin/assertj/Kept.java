package io.galopin.assertj;

import io.galopin.client.Fault;
import io.galopin.client.JournalEntry;
import io.galopin.client.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * What is known of a kind of fault.
 *
 * @param entries those of the journal, as far as it is kept
 * @param letGo how many entries of the journal are kept no more
 * @param faults what counts for itself, however long the journal is
 * @param counted whether {@code faults} are all that the entries can be about
 */
record Kept(List<JournalEntry> entries, long letGo, List<Fault> faults, boolean counted) {

  /** All that was injected at a proxy. */
  static Kept of(Proxy proxy) {
    List<JournalEntry> entries =
        proxy.journal().stream()
            .filter(entry -> entry.origin() == JournalEntry.Origin.INJECTED)
            .toList();
    // In this order: what is let go after the journal was read is not missed here.
    return new Kept(entries, proxy.journalLetGo(), proxy.faults(), true);
  }

  Kept only(Predicate<JournalEntry> ofEntries, Predicate<Fault> ofFaults) {
    return new Kept(
        entries.stream().filter(ofEntries).toList(),
        letGo,
        faults.stream().filter(ofFaults).toList(),
        counted);
  }

  /** Those that only entries can tell apart. */
  Kept only(Predicate<JournalEntry> ofEntries) {
    return new Kept(entries.stream().filter(ofEntries).toList(), letGo, faults, letGo == 0);
  }

  /** Whether it happened at all; empty if nobody can tell any more. */
  Optional<Boolean> happened() {
    if (!entries.isEmpty()) {
      return Optional.of(true);
    }
    if (letGo == 0) {
      return Optional.of(false);
    }
    boolean known = counted && faults.stream().allMatch(fault -> fault.fired().isPresent());
    return known
        ? Optional.of(faults.stream().anyMatch(fault -> fault.fired().getAsLong() > 0))
        : Optional.empty();
  }

  /**
   * In how many exchanges and on how many links it happened; empty if nobody can tell any more, as
   * two of them may have acted on one exchange.
   */
  OptionalLong count() {
    if (letGo == 0) {
      return OptionalLong.of(entries.stream().map(Place::of).distinct().count());
    }
    List<Fault> those = faults.stream().filter(fault -> fault.fired().orElse(1) > 0).toList();
    if (!counted || those.size() > 1) {
      return OptionalLong.empty();
    }
    return those.isEmpty() ? OptionalLong.of(0) : those.get(0).fired();
  }

  /** Why that is. */
  String gone() {
    return "the journal keeps no more its oldest "
        + letGo
        + " entries, and what they told of this was not counted (expected: a question about one"
        + " rule or toxic by its name, or fewer faults before it is asked)";
  }

  private record Place(long connection, long exchange, String link) {
    static Place of(JournalEntry entry) {
      return new Place(
          entry.connection(),
          entry.exchange(),
          entry.exchange() > 0 ? "" : entry.plugin() + entry.direction());
    }
  }
}
