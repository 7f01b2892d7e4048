package io.galopin.api;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request with its reply, as a hook sees it. Valid on its connection's event loop while a hook
 * or a protocol is called with it; not to be kept.
 */
public interface Exchange {

  /** The ordinal of the connection at its proxy: 1, 2, 3 … in order of accept. */
  long connection();

  /** The ordinal of this exchange on its connection: 1, 2, 3 … in order of arrival. */
  long ordinal();

  /** The head of the request. */
  Request request();

  /** What the journal calls the request; may say more than {@link Message#label} of it. */
  default String label() {
    return request().label();
  }

  /** The head of the final reply; null before {@link Behavior#onAfterHandle}. */
  @Nullable Reply reply();

  /** Whether foreign bytes can be put into a reply of this protocol ({@link Action.Insert}). */
  boolean acceptsInsertion();

  /**
   * A number from 0 (inclusive) to 1 (exclusive) that follows from the seed, the proxy's name, the
   * connection's ordinal, this exchange's ordinal, the plugin that asks and {@code purpose}. The
   * same question always has the same answer.
   */
  double draw(String purpose);

  /**
   * What the calling behavior keeps for this connection, made by {@code initial} when it asks
   * first. Used on the connection's event loop alone; gone when the connection ends or the behavior
   * is set again.
   */
  <T> T connectionState(Supplier<T> initial);
}
