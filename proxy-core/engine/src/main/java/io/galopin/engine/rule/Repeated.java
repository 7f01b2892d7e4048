package io.galopin.engine.rule;

import io.galopin.api.Behavior;
import io.galopin.api.Exchange;
import io.galopin.engine.journal.Hook;

/** A behavior that does again what was done in a run that is over, and is told that it was. */
interface Repeated extends Behavior {

  /** What was decided at that hook is in the journal. */
  void happened(Hook hook, Exchange exchange);
}
