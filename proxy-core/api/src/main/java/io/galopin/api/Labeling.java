package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} is that calls messages by more than their own {@link Message#label}, which
 * is then made only for those that somebody wants to read of. Used as the session is. What is
 * thrown here does not end the connection.
 */
public interface Labeling {

  /**
   * What the journal calls a message for which a rule has chosen a behavior, under the conditions
   * of {@link Message#label}. Asked when its head has been cut.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   */
  default String label(Message message, ByteBuf head) {
    return message.label();
  }

  /**
   * What {@link #label} would call a request if it hid and cut nothing: by it, requests are told
   * apart that have the same label. It is not shown; the journal has a short hash of it. Asked
   * after the label.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @return null if the label says all
   */
  default @Nullable String unabridged(Request request, ByteBuf head) {
    return null;
  }
}
