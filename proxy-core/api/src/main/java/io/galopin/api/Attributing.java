package io.galopin.api;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Session} is whose messages have attributes: those that its factory {@linkplain
 * ProtocolFactory#attributes declares}. Used as the session is.
 */
public interface Attributing {

  /**
   * The value of one of the protocol's attributes. Asked for those that rules name, when their head
   * has been cut and before the next one is.
   *
   * @param name behind the attribute's own, where it has {@linkplain Attribute#perName many}; else
   *     empty
   * @param message what {@link Cut} was given with the head
   * @param head the bytes of the head, lent for this call; its indices are not moved
   * @return of the attribute's {@linkplain Attribute.Type type}, a list of such where it can have
   *     {@linkplain Attribute#many several}; null if the message has none
   */
  @Nullable Object attribute(Attribute attribute, String name, Message message, ByteBuf head);
}
