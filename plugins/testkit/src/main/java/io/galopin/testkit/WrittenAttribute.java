package io.galopin.testkit;

import io.galopin.api.Attribute;
import io.galopin.api.Attributing;
import io.galopin.api.Direction;
import io.galopin.api.ProtocolFactory;
import io.netty.buffer.ByteBuf;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attribute as users write it: {@code http.method}, {@code http.header.Accept}.
 *
 * @param name the name after the attribute's own; empty if there is none
 */
record WrittenAttribute(Attribute attribute, String name) {

  static WrittenAttribute of(ProtocolFactory factory, String written) {
    for (Attribute each : factory.attributes()) {
      if (!each.perName() && written.equals(each.name())) {
        return new WrittenAttribute(each, "");
      }
      if (each.perName() && written.startsWith(each.name() + ".")) {
        return new WrittenAttribute(each, written.substring(each.name().length() + 1));
      }
    }
    throw new IllegalArgumentException(
        "attribute: " + written + " (expected: one of " + factory.attributes() + ")");
  }

  /**
   * Returns its value at the newest request or reply; empty if it has none.
   *
   * @param buffers makes a buffer of bytes
   */
  Optional<Object> value(SeenSession seen, Function<String, ByteBuf> buffers) {
    boolean ofReply = attribute.moment() == Attribute.Moment.REPLY;
    Saying said = seen.said(ofReply ? Direction.DOWNSTREAM : Direction.UPSTREAM);
    ByteBuf head = buffers.apply(said.head());
    try {
      return seen.session() instanceof Attributing able
          ? Optional.ofNullable(able.attribute(attribute, name, said.message(), head))
          : Optional.empty();
    } finally {
      head.release();
    }
  }
}
