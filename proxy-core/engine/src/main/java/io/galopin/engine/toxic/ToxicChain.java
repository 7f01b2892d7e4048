package io.galopin.engine.toxic;

import io.galopin.api.Direction;
import io.galopin.engine.exchange.ConnectionFacts;
import io.galopin.engine.exchange.Controls;
import io.galopin.engine.exchange.Recorder;
import io.galopin.engine.rule.ToxicSpec;
import io.galopin.engine.rule.ToxicSteps;
import io.galopin.engine.socket.Outlet;
import io.galopin.engine.socket.Sink;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The toxics on one link, in the order in which they were added, before the socket. Without toxics,
 * bytes go directly to the socket. Used on only one event loop.
 */
public final class ToxicChain implements Outlet, StageChain {

  private final ConnectionFacts facts;
  private final Recorder recorder;
  private final ToxicSteps steps;
  private final Controls controls;
  private final Direction direction;
  private final Sink sink;
  private List<ToxicStage> stages = List.of();
  private Outlet first;
  private boolean aside;
  private long pinned;
  private long bytes;

  public ToxicChain(
      ConnectionFacts facts,
      Recorder recorder,
      ToxicSteps steps,
      Controls controls,
      Direction direction,
      Sink sink) {
    this.facts = facts;
    this.recorder = recorder;
    this.steps = steps;
    this.controls = controls;
    this.direction = direction;
    this.sink = sink;
    this.first = sink;
  }

  /**
   * Lets bytes pass the toxics by until this is said again with {@code false}. Nothing may wait at
   * them; those bytes are not counted.
   */
  public void aside(boolean pass) {
    aside = pass;
    first = pass || stages.isEmpty() ? sink : stages.get(0);
    bytes = 0;
  }

  @Override
  public void write(ByteBuf piece) {
    bytes += piece.readableBytes();
    first.write(piece);
  }

  @Override
  public void mark(Runnable action) {
    first.mark(action);
  }

  @Override
  public void end() {
    first.end();
  }

  /**
   * Makes {@code active} the toxics of this link. A new toxic is appended; a changed one takes the
   * place of its predecessor. Bytes that wait at a removed toxic go on.
   */
  public void become(List<ToxicSpec> active) {
    if (active.isEmpty() && stages.isEmpty()) {
      return;
    }
    List<ToxicStage> leaving = new ArrayList<>(stages);
    List<ToxicStage> staying = new ArrayList<>();
    for (ToxicSpec spec : active) {
      ToxicStage stage = take(leaving, spec);
      staying.add(stage == null ? new ToxicStage(this, spec, sink) : stage);
    }
    // Along the old chain, so that released bytes pass the toxics after it.
    leaving.forEach(ToxicStage::leave);
    stages = staying;
    first = sink;
    for (int i = staying.size() - 1; i >= 0; i--) {
      staying.get(i).next(first);
      first = staying.get(i);
    }
    first = aside ? sink : first;
    for (int i = 0; i < staying.size(); i++) {
      staying.get(i).become(active.get(i));
    }
    sink.flush();
  }

  private static @Nullable ToxicStage take(List<ToxicStage> from, ToxicSpec spec) {
    for (ToxicStage stage : from) {
      if (stage.spec().name().equals(spec.name()) && stage.spec().type().equals(spec.type())) {
        from.remove(stage);
        return stage;
      }
    }
    return null;
  }

  /** Called when the connection has ended; waiting bytes are discarded. */
  public void abandon() {
    stages.forEach(ToxicStage::abandon);
    stages = List.of();
    first = sink;
  }

  /** Whether one of these toxics is at work here. */
  public boolean uses(Predicate<Object> instances) {
    return stages.stream().anyMatch(stage -> instances.test(stage.spec().toxic()));
  }

  /** Whether there are toxics. */
  public boolean any() {
    return !stages.isEmpty();
  }

  /** Returns the memory of waiting bytes. */
  public long pinned() {
    return pinned;
  }

  /**
   * Whether the first toxic wants no more bytes to be read. Later toxics do not count: the bytes
   * that they wait for may still be at earlier toxics, where a pause would cause a gap.
   */
  public boolean full() {
    return !stages.isEmpty() && stages.get(0).full();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public ConnectionFacts facts() {
    return facts;
  }

  @Override
  public Recorder recorder() {
    return recorder;
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
  public Direction direction() {
    return direction;
  }

  @Override
  public boolean hasRoomBehind(Outlet stage) {
    long behind = 0;
    for (int i = stages.size() - 1; i >= 0 && stages.get(i) != stage; i--) {
      behind += stages.get(i).pinned();
    }
    return sink.writable() && facts.memory().allowsMore(behind);
  }

  /** Whether something waits only for {@link #resume}. */
  public boolean stalled() {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).stalled()) {
        return true;
      }
    }
    return false;
  }

  /** Called when there may be room for waiting bytes. */
  public void resume() {
    List<ToxicStage> now = stages;
    for (int i = now.size() - 1; i >= 0; i--) {
      now.get(i).resume();
    }
  }

  @Override
  public void pinned(long bytes) {
    pinned += bytes;
    facts.memory().add(bytes);
  }

  @Override
  public void came(Outlet stage, ToxicSpec spec) {
    for (int i = stages.indexOf(stage) + 1; i > 0 && i < stages.size(); i++) {
      stages.get(i).cameBefore(spec);
    }
  }

  @Override
  public void moved() {
    controls.relieved();
  }
}
