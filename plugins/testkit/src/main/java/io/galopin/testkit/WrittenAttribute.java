package io.galopin.testkit;

import io.galopin.api.Attribute;
import io.galopin.api.ProtocolFactory;

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
}
