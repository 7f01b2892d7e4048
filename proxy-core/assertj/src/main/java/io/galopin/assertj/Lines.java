package io.galopin.assertj;

import io.galopin.client.JournalEntry;
import java.util.List;
import java.util.stream.Collectors;

/** Formats entries of the journal for a message. */
final class Lines {

  private static final int MOST = 20;

  private Lines() {}

  /** Returns the last entries, one per line. */
  static String of(List<JournalEntry> entries) {
    int from = Math.max(0, entries.size() - MOST);
    return entries.subList(from, entries.size()).stream()
        .map(entry -> "%n  ".formatted() + entry)
        .collect(
            Collectors.joining(
                "", from == 0 ? "" : "%n  … %d before, and then".formatted(from), ""));
  }
}
