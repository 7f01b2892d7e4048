package io.galopin.scenario.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of one stage; in a loop there is one for each time.
 *
 * @param name {@code baseline} for the time before the first stage
 * @param round 1, 2, 3 … in a loop
 * @param from in nanoseconds since the start
 * @param to the same
 * @param injected what it did
 * @param seen a window for each probe, from which it was judged
 * @param judged what was expected
 */
public record StageResult(
    String name,
    int round,
    long from,
    long to,
    List<Injected> injected,
    List<Window> seen,
    List<Judged> judged) {

  public StageResult {
    injected = List.copyOf(injected);
    seen = List.copyOf(seen);
    judged = List.copyOf(judged);
  }

  /** How many faults it injected. */
  public long faults() {
    return injected.stream().mapToLong(Injected::faults).sum();
  }

  /**
   * Returns what may have done nothing. Where the journal has no entries, a call of a probe that
   * has failed is a sign, too.
   */
  public List<Injected> unproven() {
    boolean failed = seen.stream().anyMatch(window -> window.errors() > 0);
    return injected.stream().filter(one -> !one.fired() && (one.counted() || !failed)).toList();
  }

  /**
   * What it has shown by itself. A steady state that was not there before the first stage breaks
   * nothing, but then nothing can be said.
   */
  public Verdict verdict() {
    boolean broken = judged.stream().anyMatch(one -> one.verdict() == Verdict.FAIL);
    boolean open =
        judged.stream().anyMatch(one -> one.verdict() == Verdict.INCONCLUSIVE)
            || !unproven().isEmpty();
    if (broken && !name.equals(ScenarioResult.BASELINE)) {
      return Verdict.FAIL;
    }
    return broken || open ? Verdict.INCONCLUSIVE : Verdict.PASS;
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("round", round);
    fields.put("from", from / 1e9);
    fields.put("to", to / 1e9);
    fields.put("verdict", verdict().name());
    fields.put("faults", faults());
    fields.put("injected", injected.stream().map(Injected::fields).toList());
    fields.put("seen", seen.stream().map(Window::fields).toList());
    fields.put("judged", judged.stream().map(Judged::fields).toList());
    return fields;
  }
}
