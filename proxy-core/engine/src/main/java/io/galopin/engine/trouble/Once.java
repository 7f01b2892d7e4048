package io.galopin.engine.trouble;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each of a few kinds of events be said once. Thread-safe. */
public final class Once {

  /** There are few; should a peer be able to make more, these go unsaid. */
  private static final int MOST = 100;

  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /** Whether nothing of this kind was said before. */
  public boolean isNew(String kind) {
    return !said.contains(kind) && said.size() < MOST && said.add(kind);
  }
}
