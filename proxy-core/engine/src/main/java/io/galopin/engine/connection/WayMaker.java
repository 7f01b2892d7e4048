package io.galopin.engine.connection;

import io.galopin.engine.exchange.Admission;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.ReplyWatcher;
import io.galopin.engine.exchange.RequestWatcher;
import io.galopin.engine.exchange.Watcher;
import io.galopin.engine.hold.HoldQueue;
import io.galopin.engine.socket.Side;
import io.galopin.engine.toxic.ToxicChain;

/** Makes the two ways of a connection from their shared parts. Used once. */
record WayMaker(
    ConnectionFacts facts,
    Guard guard,
    Controls controls,
    Attention attention,
    LinkToxics toxics,
    Desk desk) {

  /** Returns the way from the client to the backend. */
  Way requests(Side client, Side backend, HoldQueue holds, Admission admission, Runnable passed) {
    ToxicChain chain = toxics.toBackend();
    Departures departures = new Departures(facts.loop(), controls, desk.interventions(), backend);
    Watcher watcher = new RequestWatcher(desk, chain, holds, admission, departures::leaves);
    return way(client, backend, chain, watcher, holds, passed);
  }

  /** Returns the way from the backend to the client. */
  Way replies(Side client, Side backend, HoldQueue holds, Runnable passed) {
    ToxicChain chain = toxics.toClient();
    return way(backend, client, chain, new ReplyWatcher(desk, chain, holds), holds, passed);
  }

  private Way way(
      Side from, Side to, ToxicChain chain, Watcher watcher, HoldQueue holds, Runnable passed) {
    Link link = new Link(attention, guard, facts, from, to, chain, watcher, holds, passed);
    return new Way(link, holds, chain);
  }
}
