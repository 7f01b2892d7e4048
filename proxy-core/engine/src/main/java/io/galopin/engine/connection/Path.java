package io.galopin.engine.connection;

import io.galopin.engine.exchange.Watcher;
import io.galopin.engine.hold.HeldMemory;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.ToxicChain;

/**
 * The places through which the bytes of one direction pass. Used only on the connection's event
 * loop.
 *
 * @param from the socket from which they are read
 * @param holds where they wait for a delay
 * @param toxics what acts on them after that
 * @param to the socket to which they are written
 */
record Path(Side from, HoldQueue holds, ToxicChain toxics, Side to) {

  /** Whether forwarded bytes do not pile up anywhere. */
  boolean hasRoom(Watcher watcher, HeldMemory memory) {
    return to.writable()
        && !toxics.full()
        && !watcher.full()
        && memory.allowsMore(watcher.pinned() + toxics.pinned() + to.backlog().held());
  }
}
