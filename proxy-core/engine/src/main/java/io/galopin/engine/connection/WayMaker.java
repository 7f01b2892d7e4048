package io.galopin.engine.connection;

import io.galopin.engine.exchange.Admission;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Desk;
import io.galopin.engine.exchange.ReplyWatcher;
import io.galopin.engine.exchange.RequestWatcher;
import io.galopin.engine.exchange.Watcher;

/** Makes the two ways of a connection from their shared parts. Used once. */
record WayMaker(
    ConnectionFacts facts, Guard guard, Controls controls, Attention attention, Desk desk) {

  /** Returns the way from the client to the backend. */
  Way requests(Path path, Admission admission, Runnable passed) {
    Departures departures = new Departures(facts.loop(), controls, desk.interventions(), path.to());
    Watcher watcher =
        new RequestWatcher(desk, path.toxics(), path.holds(), admission, departures::leaves);
    return way(path, watcher, passed);
  }

  /** Returns the way from the backend to the client. */
  Way replies(Path path, Admission admission, Runnable passed) {
    Watcher watcher = new ReplyWatcher(desk, path.toxics(), path.holds(), admission);
    return way(path, watcher, passed);
  }

  private Way way(Path path, Watcher watcher, Runnable passed) {
    return new Way(new Link(facts, guard, attention, path, watcher, passed), path);
  }
}
