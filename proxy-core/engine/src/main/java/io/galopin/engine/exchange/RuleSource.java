package io.galopin.engine.exchange;

import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.RuleSet;
import org.jspecify.annotations.Nullable;

/** What rules a proxy has now, and what they know its exchanges by. Thread-safe. */
public interface RuleSource {

  RuleSet rules();

  /** What exchanges are known by; null if by their places alone. */
  @Nullable Identities identities();
}
