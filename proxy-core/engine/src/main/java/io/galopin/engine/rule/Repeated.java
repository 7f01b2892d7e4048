package io.galopin.engine.rule;

import io.galopin.api.Behavior;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Hook;

/** A behavior that repeats what was done in a recorded run, and is notified when it has. */
interface Repeated extends Behavior {

  /** Called when the decision at that hook is in the journal. */
  void happened(Hook hook, Exchange exchange);
}
