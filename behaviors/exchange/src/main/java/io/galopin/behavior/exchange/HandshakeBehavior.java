package io.galopin.behavior.exchange;

import io.galopin.api.Action;
import io.galopin.api.Behavior;
import io.galopin.api.Decision;
import io.galopin.api.Exchange;
import io.galopin.api.HandshakeChange;

/** Lets a handshake of TLS go on with something wrong. */
record HandshakeBehavior(Decision decision) implements Behavior {

  static HandshakeBehavior of(HandshakeChange change) {
    return new HandshakeBehavior(Decision.act(new Action.Handshake(change)));
  }

  @Override
  public Decision onBeforeHandle(Exchange exchange) {
    return decision;
  }
}
