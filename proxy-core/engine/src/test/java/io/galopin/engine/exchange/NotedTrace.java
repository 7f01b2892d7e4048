package io.galopin.engine.exchange;

import io.galopin.engine.socket.Outlet;
import io.galopin.engine.trace.FinishedExchange.How;
import java.util.ArrayList;
import java.util.List;

/** A trace for tests: notes what it is told of bytes that have gone, and of the end. */
final class NotedTrace implements Trace {

  /** What it was told, in order. */
  final List<String> told = new ArrayList<>();

  private final boolean live;

  NotedTrace(boolean live) {
    this.live = live;
  }

  @Override
  public boolean isLive() {
    return live;
  }

  @Override
  public void requestGone(Outlet backend) {
    told.add("request gone to " + backend);
  }

  @Override
  public void replyGone(int bytes, Outlet client, boolean interim) {
    told.add(bytes + (interim ? " interim" : "") + " gone to " + client);
  }

  @Override
  public void ends(How how, Outlet last) {
    told.add(how + " at " + last);
  }
}
