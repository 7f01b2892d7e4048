package io.galopin.engine.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection as one hop of a path through several proxies: a client may be a backend socket of
 * the same process. Thread-safe.
 */
public final class Hop {

  /** The longest path that is followed to its start. */
  private static final int FARTHEST = 1000;

  private final Object proxy;
  private final String name;
  private final Consumer<String> refused;
  private volatile @Nullable Hop before;

  /**
   * Creates a hop without a known predecessor.
   *
   * @param proxy identifies the proxy, also across engines
   * @param refused called on any thread, with the names on the path, if the path has passed this
   *     proxy before
   */
  public Hop(Object proxy, String name, Consumer<String> refused) {
    this.proxy = proxy;
    this.name = name;
    this.refused = refused;
  }

  /** The client of this is the backend's socket of {@code earlier}. */
  void comesAfter(Hop earlier) {
    before = earlier;
    List<String> names = new ArrayList<>(List.of(name));
    for (Hop hop = earlier; hop != null && names.size() < FARTHEST; hop = hop.before) {
      names.add(hop.name);
      if (hop.proxy == proxy) {
        Collections.reverse(names);
        refused.accept(Chains.shown(names));
        return;
      }
    }
  }
}
