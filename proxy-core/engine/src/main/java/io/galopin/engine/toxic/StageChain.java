package io.galopin.engine.toxic;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Outlet;

/** What a stage needs of its chain. */
interface StageChain {

  /** The connection on which this happens. */
  ConnectionFacts facts();

  Direction direction();

  /** Writes of that connection into the journal. */
  Recorder recorder();

  /** How far the toxics of that connection have come. */
  ToxicSteps steps();

  /** What may be done to that connection. */
  Controls controls();

  /** The memory that waits here has changed by {@code bytes}. */
  void pinned(long bytes);

  /** Whether {@code stage} may pass something on: it does not pile up behind it. */
  boolean hasRoomBehind(Outlet stage);

  /** Something went on that nobody was reading for. */
  void moved();

  /** The first has come to {@code stage}, that of {@code spec}, since the chain was changed. */
  void came(Outlet stage, ToxicSpec spec);

  /** How many bytes have come to the first. */
  long bytes();
}
