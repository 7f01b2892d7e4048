package io.galopin.engine.exchange;

import io.galopin.api.Attribute;
import io.galopin.api.Message;
import io.galopin.api.Reply;
import io.galopin.api.Request;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * A layer that has handed over. What its messages say holds for the rest of the connection.
 *
 * @param speaker its session
 * @param request of its exchange; null if there was none
 * @param reply the final reply of its exchange; null if there was none
 */
record LayerBelow(Speaker speaker, @Nullable Request request, @Nullable Reply reply) {

  /** Returns the value of one of the layer's attributes; null if it has none. */
  @Nullable Object value(Attribute attribute, String name) {
    Message message = attribute.moment() == Attribute.Moment.REPLY ? reply : request;
    return message == null
        ? null
        : speaker.heads().attribute(attribute, name, message, Unpooled.EMPTY_BUFFER);
  }
}
