package io.galopin.engine.loop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A connection as a stage of a way over several proxies: a client of ours may be a socket of ours,
 * too. Thread-safe.
 */
public final class Hop {

  /** A way that is longer is not followed to its beginning. */
  private static final int FARTHEST = 1000;

  private final Object proxy;
  private final String name;
  private final Consumer<String> refused;
  private volatile @Nullable Hop before;

  /**
   * A hop that no other is known to lead to.
   *
   * @param proxy tells proxies apart, of several engines too
   * @param refused called, on any thread, with the names on the way if it has been at this proxy
   *     before
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
