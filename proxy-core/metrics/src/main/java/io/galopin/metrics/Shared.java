package io.galopin.metrics;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Values that live as long as they have users, one per key. Thread-safe.
 *
 * @param <K> the keys
 * @param <V> the values
 */
final class Shared<K, V> {

  private record Used<V>(V value, int users) {}

  private final Map<K, Used<V>> used = new ConcurrentHashMap<>();
  private final Function<K, V> maker;
  private final Consumer<? super V> ended;

  /**
   * Creates an empty map.
   *
   * @param maker creates the value for its first user
   * @param ended called with a value when its last user has gone
   */
  Shared(Function<K, V> maker, Consumer<? super V> ended) {
    this.maker = maker;
    this.ended = ended;
  }

  /** Adds a user of {@code key} and returns the value. */
  V acquire(K key) {
    return used.compute(
            key,
            (same, known) ->
                known == null
                    ? new Used<>(maker.apply(key), 1)
                    : new Used<>(known.value, known.users + 1))
        .value;
  }

  /** Removes a user of {@code key}. */
  void release(K key) {
    used.computeIfPresent(
        key,
        (same, known) -> {
          if (known.users > 1) {
            return new Used<>(known.value, known.users - 1);
          }
          ended.accept(known.value);
          return null;
        });
  }

  List<V> values() {
    return used.values().stream().map(Used::value).toList();
  }
}
