package io.galopin.engine.exchange;

import io.galopin.engine.rule.Identities;
import io.galopin.engine.rule.RuleSet;
import io.galopin.engine.trace.ExchangeListeners;
import org.jspecify.annotations.Nullable;

/** What exchanges need from their proxy. Thread-safe. */
public interface ExchangeOwner {

  /** Returns the current rules. */
  RuleSet rules();

  /** Returns what identifies exchanges; null if only their places do. */
  @Nullable Identities identities();

  /** Called when an exchange has begun. */
  void exchange();

  /** Returns who is told of exchanges that are over. */
  ExchangeListeners listeners();

  /**
   * Called when a conversation changes to TLS.
   *
   * @param wayOut how users avoid that, as the end of a sentence
   */
  void encrypted(String wayOut);

  /** Called when a client begins with TLS, and the protocol is spoken in plain text. */
  void beginsWithTls(long nanoTime);
}
