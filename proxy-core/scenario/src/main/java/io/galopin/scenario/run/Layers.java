package io.galopin.scenario.run;

import io.galopin.client.Undo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What stages that overlap do to things of which a proxy has only one: its mix, its flap, and
 * whether it listens. The stage that began last counts; what was there before comes back when the
 * last one has ended. Not thread-safe.
 */
final class Layers {

  /** Something of which there is only one. */
  private static final class Thing {
    private final Undo before;
    private final List<Supplier<Undo>> layers = new ArrayList<>();
    private Undo latest = Undo.with(() -> {});

    Thing(Undo before) {
      this.before = before;
    }

    void setTop() {
      latest = layers.get(layers.size() - 1).get();
    }
  }

  private final Map<String, Thing> things = new HashMap<>();

  /**
   * Sets a thing, on top of what others have set.
   *
   * @param thing its name
   * @param set sets it, and returns what takes back that it did; called again when those above have
   *     ended
   * @param before looks at it before the first one sets it, and returns what sets it back
   */
  void add(String thing, Supplier<Undo> set, Supplier<Undo> before) {
    Thing one = things.get(thing);
    if (one == null) {
      one = new Thing(before.get());
      things.put(thing, one);
    }
    one.layers.add(set);
    one.setTop();
  }

  /** Whether this is what counts now. */
  boolean isOnTop(String thing, Supplier<Undo> set) {
    Thing one = things.get(thing);
    return one != null && one.layers.get(one.layers.size() - 1).equals(set);
  }

  /** Takes back what {@link #add} has set, if it has. */
  void remove(String thing, Supplier<Undo> set) {
    Thing one = things.get(thing);
    if (one == null || !one.layers.contains(set)) {
      return;
    }
    boolean counted = isOnTop(thing, set);
    one.layers.remove(set);
    if (one.layers.isEmpty()) {
      things.remove(thing);
      // Whoever has set it last: what was set before that is gone already.
      one.latest.close();
      one.before.close();
    } else if (counted) {
      one.setTop();
    }
  }
}
