package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} that labels messages in more detail than {@link Message#label}.
 * The engine asks for such a label only if the journal needs it. The threading rules of the session
 * apply. An exception thrown here does not end the connection.
 */
public interface Labeling {

  /**
   * Returns the journal's label of a message for which a rule has chosen a behavior. The same
   * restrictions as for {@link Message#label} apply. Called after the head has been cut.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   */
  default String label(Message message, ByteBuf head) {
    return message.label();
  }

  /**
   * Returns the label of a request with nothing hidden or cut, which distinguishes requests that
   * have the same {@link #label}. It is never shown; the journal keeps a short hash of it. Called
   * after {@link #label}.
   *
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @return null if the label is complete
   */
  default @Nullable String unabridged(Request request, ByteBuf head) {
    return null;
  }
}
