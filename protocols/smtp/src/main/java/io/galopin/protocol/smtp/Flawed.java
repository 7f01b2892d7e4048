package io.galopin.protocol.smtp;

import io.galopin.protocol.text.Malformed;

/** Reports that bytes are refused, and because of which flaw. */
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
