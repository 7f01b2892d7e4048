package io.galopin.protocol.http;

import io.galopin.protocol.text.Malformed;

/** Says that a message is refused, and which of the flaws it has. */
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
