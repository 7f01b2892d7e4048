package io.galopin.scenario.result;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What probes see over time, in even parts. There are at most 120 for each probe: when there would
 * be more, parts are joined in pairs. Not thread-safe.
 */
public final class Series {

  private static final int MOST = 120;
  private static final Meter NOTHING = new Meter();

  private final Map<String, List<Meter>> probes = new LinkedHashMap<>();
  private long width = Duration.ofSeconds(1).toNanos();

  /**
   * @param names of the probes
   */
  public Series(List<String> names) {
    names.forEach(name -> probes.put(name, new ArrayList<>()));
  }

  /** Adds calls of a probe. */
  public void add(Sample sample) {
    widenTo(sample.due());
    List<Meter> parts = probes.getOrDefault(sample.probe(), new ArrayList<>());
    int part = (int) (sample.due() / width);
    while (parts.size() <= part) {
      parts.add(new Meter());
    }
    parts.get(part).add(sample);
  }

  private void widenTo(long due) {
    while (due / width >= MOST) {
      width *= 2;
      probes.values().forEach(Series::join);
    }
  }

  private static void join(List<Meter> parts) {
    List<Meter> joined = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += 2) {
      joined.add(parts.get(i));
      if (i + 1 < parts.size()) {
        parts.get(i).add(parts.get(i + 1));
      }
    }
    parts.clear();
    parts.addAll(joined);
  }

  /** Returns the parts of all probes, for a run of this many nanoseconds. */
  public List<Window> windows(long nanos) {
    widenTo(Math.max(0, nanos - 1));
    List<Window> windows = new ArrayList<>();
    probes.forEach(
        (name, parts) -> {
          for (int i = 0; i * width < nanos; i++) {
            Meter meter = i < parts.size() ? parts.get(i) : NOTHING;
            windows.add(meter.window(name, i * width, Math.min(nanos, (i + 1) * width)));
          }
        });
    return windows;
  }
}
