package io.galopin.engine.exchange;

import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.RuleSet;
import org.jspecify.annotations.Nullable;

/** What exchanges need of their proxy. Thread-safe. */
public interface ExchangeOwner {

  /** The rules that it has now. */
  RuleSet rules();

  /** What exchanges are known by; null if by their places alone. */
  @Nullable Identities identities();

  /** An exchange has begun. */
  void exchange();
}
