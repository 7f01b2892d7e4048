package io.galopin.embed;

import io.galopin.client.Direction;
import io.galopin.client.JournalEntry;
import io.galopin.engine.journal.Journal;
import java.util.List;
import java.util.Optional;

/** Converts the engine's journal to the client's form. */
final class Entries {

  private Entries() {}

  static List<JournalEntry> of(List<Journal.Entry> entries) {
    return entries.stream().map(Entries::of).toList();
  }

  private static JournalEntry of(Journal.Entry entry) {
    return new JournalEntry(
        entry.number(),
        entry.time(),
        JournalEntry.Origin.valueOf(entry.origin().name()),
        entry.proxy(),
        entry.connection(),
        entry.layer(),
        entry.exchange(),
        Optional.ofNullable(entry.direction()).map(link -> Direction.valueOf(link.name())),
        entry.rule(),
        entry.plugin(),
        entry.decision(),
        entry.request(),
        entry.identity());
  }
}
