package io.galopin.engine.toxic;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Outlet;

/** What a stage needs from its chain. */
interface StageChain {

  /** Returns the facts about the connection. */
  ConnectionFacts facts();

  Direction direction();

  /** Returns the recorder of the connection. */
  Recorder recorder();

  /** Returns the steps that the connection's toxics have reached. */
  ToxicSteps steps();

  /** Returns the controls of the connection. */
  Controls controls();

  /** Called when the pinned memory has changed by {@code bytes}. */
  void pinned(long bytes);

  /** Whether {@code stage} may pass something on, because nothing piles up after it. */
  boolean hasRoomBehind(Outlet stage);

  /** Called when something went on outside of a read. */
  void moved();

  /**
   * Called when something first reached {@code stage}, that of {@code spec}, since the chain was
   * changed.
   */
  void came(Outlet stage, ToxicSpec spec);

  /** Returns how many bytes have reached the first stage. */
  long bytes();
}
