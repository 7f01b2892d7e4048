package io.galopin.engine.loop;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The event loops of a group, with their current work. New connections go to one after the other,
 * skipping stalled loops. Thread-safe.
 */
public final class LiveLoops implements EventExecutorChooserFactory {

  private final AtomicInteger next = new AtomicInteger();
  private volatile Map<EventExecutor, Pulse> pulses = Map.of();
  private volatile List<Vigil> vigils = List.of();

  @Override
  public EventExecutorChooser newChooser(EventExecutor[] loops) {
    Map<EventExecutor, Pulse> made = new HashMap<>();
    Stream.of(loops).forEach(loop -> made.put(loop, new Pulse()));
    Pulse[] inOrder = Stream.of(loops).map(made::get).toArray(Pulse[]::new);
    pulses = made;
    vigils = Stream.of(inOrder).map(pulse -> new Vigil(pulse, loops.length > 1)).toList();
    return () -> loops[choose(inOrder)];
  }

  /** Returns the next loop that is not stalled, or the next one if all are. */
  private int choose(Pulse[] inOrder) {
    int first = Math.floorMod(next.getAndIncrement(), inOrder.length);
    for (int i = 0; i < inOrder.length; i++) {
      int candidate = (first + i) % inOrder.length;
      if (!inOrder[candidate].isSlow()) {
        return candidate;
      }
    }
    return first;
  }

  /** What {@code loop}, one of the group's, does. */
  public Pulse pulse(EventExecutor loop) {
    return Objects.requireNonNull(pulses.get(loop), "an event loop of another group");
  }

  /** Those who watch over them. */
  List<Vigil> vigils() {
    return vigils;
  }

  /** Whether one of them has been in a plugin for so long that it may never return. */
  boolean anyHung() {
    return pulses.values().stream().anyMatch(Pulse::isHung);
  }
}
