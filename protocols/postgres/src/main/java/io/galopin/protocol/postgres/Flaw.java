package io.galopin.protocol.postgres;

import io.galopin.protocol.text.Malformed;

/** Reports bytes that are no messages, and how a server would say so. */
final class Flaw extends Malformed {

  private static final long serialVersionUID = 1L;

  Flaw(String reason) {
    super(reason);
  }
}
