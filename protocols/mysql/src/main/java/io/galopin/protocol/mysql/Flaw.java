package io.galopin.protocol.mysql;

import io.galopin.protocol.text.Malformed;

/** Reports bytes that are refused, and why. */
final class Flaw extends Malformed {

  private static final long serialVersionUID = 1L;

  Flaw(String reason) {
    super(reason);
  }
}
