package io.galopin.protocol.memcache;

/**
 * Says that a message is refused. It never leaves the package and has no stack trace: whoever sends
 * garbage must not make it costly.
 */
final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  private final Flaw flaw;

  Malformed(Flaw flaw) {
    super(flaw.sentence(), null, false, false);
    this.flaw = flaw;
  }

  Flaw flaw() {
    return flaw;
  }
}
