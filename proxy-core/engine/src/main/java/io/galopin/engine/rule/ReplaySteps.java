package io.galopin.engine.rule;

import io.galopin.engine.journal.Hook;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders recorded faults so that each exchange gets its faults in recorded order. Rules are asked
 * forward about a request and backward about its reply.
 */
final class ReplaySteps {

  private ReplaySteps() {}

  /**
   * Sorts the faults of one proxy. A step never has two faults for one exchange at one hook.
   *
   * @param recorded the faults in recorded order
   * @return steps in the order of the rules
   */
  static List<List<Replay.Occasion>> of(List<Replay.Occasion> recorded) {
    Map<String, Map<Hook, List<Replay.Occasion>>> exchanges = new LinkedHashMap<>();
    for (Replay.Occasion occasion : recorded) {
      exchanges
          .computeIfAbsent(occasion.fault().key(), first -> new EnumMap<>(Hook.class))
          .computeIfAbsent(occasion.fault().done().hook(), first -> new ArrayList<>())
          .add(occasion);
    }
    List<List<Replay.Occasion>> steps = new ArrayList<>();
    for (Map<Hook, List<Replay.Occasion>> hooks : exchanges.values()) {
      hooks.forEach((hook, all) -> add(all, hook == Hook.AFTER, steps));
    }
    return steps;
  }

  private static void add(
      List<Replay.Occasion> all, boolean backward, List<List<Replay.Occasion>> steps) {
    for (int i = 0; i < all.size(); i++) {
      if (i == steps.size()) {
        steps.add(new ArrayList<>());
      }
      steps.get(i).add(all.get(backward ? all.size() - 1 - i : i));
    }
  }
}
