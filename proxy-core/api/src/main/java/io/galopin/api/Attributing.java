package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Implemented by a {@link Session} whose messages have attributes, as {@linkplain
 * ProtocolFactory#attributes declared} by its factory. The threading rules of the session apply.
 */
public interface Attributing {

  /**
   * Returns the value of one of the protocol's attributes. Called for attributes that rules name,
   * after the head has been cut and before the next one is.
   *
   * <p>A {@linkplain ProtocolFactory layer} that has handed over is asked again at the exchanges of
   * the protocol above, with the message of its own exchange and a head of no bytes. Its messages
   * have to know the values.
   *
   * @param name the name after the attribute's own, if the attribute {@linkplain Attribute#perName
   *     takes one}; otherwise empty
   * @param message the message that the {@link Cut} of the head carried
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @return a value of the attribute's {@linkplain Attribute.Type type}, or a list of values if it
   *     can have {@linkplain Attribute#many several}; null if the message has none
   */
  @Nullable Object attribute(Attribute attribute, String name, Message message, ByteBuf head);
}
