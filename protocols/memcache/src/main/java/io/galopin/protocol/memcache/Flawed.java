package io.galopin.protocol.memcache;

import io.galopin.protocol.text.Malformed;

/** Reports that a message is refused, and because of which flaw. */
final class Flawed extends Malformed {

  private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  Flawed(Flaw flaw) {
    super(flaw.sentence());
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }
}
