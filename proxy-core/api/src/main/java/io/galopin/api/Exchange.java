package io.galopin.api;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request with its reply, as a hook sees it. Valid on its connection's event loop during the
 * call of a hook or protocol that receives it. Do not keep it.
 */
public interface Exchange {

  /** Returns the ordinal of the connection at its proxy: 1, 2, 3 … in order of accept. */
  long connection();

  /**
   * Returns the ordinal of this exchange on its connection: 1, 2, 3 … in order of arrival; 0 for
   * the {@linkplain Request#opening opening}.
   */
  long ordinal();

  /**
   * Returns the name of the {@linkplain ProtocolFactory layer} whose exchange this is; empty if it
   * is one of the protocol above all layers.
   */
  @Experimental
  default String layer() {
    return "";
  }

  /** Returns the head of the request. */
  Request request();

  /** Returns the journal's label of the request; may say more than its {@link Message#label}. */
  default String label() {
    return request().label();
  }

  /** Returns the head of the final reply; null before {@link Behavior#onAfterHandle}. */
  @Nullable Reply reply();

  /**
   * Whether foreign bytes can be inserted into a reply of this protocol ({@link Action.Insert}).
   */
  boolean acceptsInsertion();

  /**
   * Returns a number from 0 (inclusive) to 1 (exclusive) that follows from the seed, the proxy's
   * name, the connection's ordinal, this exchange's ordinal, the calling plugin, and {@code
   * purpose}. The same call always returns the same number.
   */
  double draw(String purpose);

  /**
   * Returns the state that the calling behavior keeps for this connection, created by {@code
   * initial} on the first call. Use it only on the connection's event loop. It is discarded when
   * the connection ends or the behavior is set again.
   */
  <T> T connectionState(Supplier<T> initial);
}
