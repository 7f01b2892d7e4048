package io.galopin.control;

import io.galopin.engine.journal.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads through the journal, from the oldest entry to the newest. Used by one thread. */
final class JournalReader {

  /** How many entries to read at once. The journal is locked meanwhile. */
  private static final int STRETCH = 1024;

  /** How many entries to read for each wanted one, if some belong to other proxies. */
  private static final int PASSED_OVER = 8;

  private final Journal journal;
  private final Optional<String> proxy;
  private long last;

  /**
   * Starts after an entry.
   *
   * @param after the number of that entry; 0 for the oldest that is left
   * @param proxy whose entries are wanted; empty for all
   */
  JournalReader(Journal journal, long after, Optional<String> proxy) {
    this.journal = journal;
    this.proxy = proxy;
    // A number of the future is of an earlier run.
    this.last = Math.min(after, journal.written());
  }

  /** The number of the last entry that was read. */
  long last() {
    return last;
  }

  /** How many entries are gone that would have been next. */
  long missed() {
    return Math.max(0, journal.letGo() - last);
  }

  /** Whether there are entries that were not read yet. */
  boolean behind() {
    return last < journal.written();
  }

  /** Returns the next wanted entries, at most {@code limit}; none if there are none yet. */
  List<Journal.Entry> next(int limit) {
    List<Journal.Entry> wanted = new ArrayList<>();
    while (wanted.size() < limit) {
      List<Journal.Entry> stretch = journal.after(last, stretch(limit - wanted.size()));
      if (stretch.isEmpty()) {
        break;
      }
      for (Journal.Entry entry : stretch) {
        if (wanted.size() == limit) {
          break;
        }
        last = entry.number();
        if (proxy.isEmpty() || proxy.get().equals(entry.proxy())) {
          wanted.add(entry);
        }
      }
    }
    return wanted;
  }

  /**
   * How many entries to read for that many wanted ones. Those that are not taken are read for
   * nothing.
   */
  private int stretch(int wanted) {
    return Math.min(STRETCH, proxy.isEmpty() ? wanted : PASSED_OVER * wanted);
  }
}
