package io.galopin.protocol.memcache;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link SmallServer} keeps, by key. Nothing expires. Thread-safe. */
final class Items {

  /**
   * One item.
   *
   * @param value characters from 0 to 255
   * @param cas a number that differs after each change
   */
  record Item(String flags, String value, long cas) {}

  /** The outcome of an attempt to store. */
  enum Outcome {
    STORED,
    NOT_STORED,
    EXISTS,
    NOT_FOUND
  }

  private final Map<String, Item> items = new HashMap<>();
  private long changes;

  synchronized @Nullable Item get(String key) {
    return items.get(key);
  }

  /**
   * Stores a value.
   *
   * @param command {@code set}, {@code add}, {@code replace}, {@code append} or {@code prepend}
   * @param cas the required number of the item; 0 for any
   */
  synchronized Outcome store(String command, String key, String flags, String value, long cas) {
    Item old = items.get(key);
    if (cas != 0 && (old == null || old.cas() != cas)) {
      return old == null ? Outcome.NOT_FOUND : Outcome.EXISTS;
    }
    if (!command.equals("set") && (old == null) != command.equals("add")) {
      return Outcome.NOT_STORED;
    }
    String before = old != null && command.equals("append") ? old.value() : "";
    String after = old != null && command.equals("prepend") ? old.value() : "";
    items.put(key, new Item(flags, before + value + after, ++changes));
    return Outcome.STORED;
  }

  /**
   * Counts up or down.
   *
   * @return null if there is nothing to count
   */
  synchronized @Nullable String count(String key, long by) {
    Item old = items.get(key);
    if (old == null) {
      return null;
    }
    String sum = Long.toString(Math.max(0, Long.parseLong(old.value().trim()) + by));
    items.put(key, new Item(old.flags(), sum, ++changes));
    return sum;
  }

  synchronized boolean remove(String key) {
    return items.remove(key) != null;
  }

  synchronized void clear() {
    items.clear();
  }
}
