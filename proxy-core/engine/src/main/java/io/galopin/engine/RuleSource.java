package io.galopin.engine;

import org.jspecify.annotations.Nullable;

/** What rules a proxy has now, and what they know its exchanges by. Thread-safe. */
interface RuleSource {

  RuleSet rules();

  /** What exchanges are known by; null if by their places alone. */
  @Nullable Identities identities();
}
