package io.galopin.engine.toxic;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.NotedControls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.exchange.VirtualFacts;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Outlet;
import java.util.ArrayList;
import java.util.List;

/** A chain around a single stage, for tests. Notes what it is told. */
final class NotedChain implements StageChain {

  final VirtualFacts connection = new VirtualFacts();
  final NotedControls controls = new NotedControls();

  /** What it was told, in order. */
  final List<String> told = new ArrayList<>();

  boolean room = true;
  long pinned;
  long bytes;

  private final ToxicSteps steps = new ToxicSteps();

  @Override
  public ConnectionFacts facts() {
    return connection.facts;
  }

  @Override
  public Direction direction() {
    return Direction.UPSTREAM;
  }

  @Override
  public Recorder recorder() {
    return connection.recorder;
  }

  @Override
  public ToxicSteps steps() {
    return steps;
  }

  @Override
  public Controls controls() {
    return controls;
  }

  @Override
  public void pinned(long change) {
    pinned += change;
  }

  @Override
  public boolean hasRoomBehind(Outlet stage) {
    return room;
  }

  @Override
  public void moved() {
    told.add("moved");
  }

  @Override
  public void came(Outlet stage, ToxicSpec spec) {
    told.add("came to " + spec.name());
  }

  @Override
  public long bytes() {
    return bytes;
  }
}
