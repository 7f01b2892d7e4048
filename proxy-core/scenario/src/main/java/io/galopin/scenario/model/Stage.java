package io.galopin.scenario.model;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A time in which something is injected, or nothing.
 *
 * @param time how long it lasts, at the longest
 * @param proxies the names of the proxies that it acts on
 * @param acts what it does to each of them
 * @param until it ends as soon as this many faults were injected; empty to last its whole time
 * @param expect what must hold, by probe; in place of what the probe itself says
 * @param within how long after the stage's start it need not hold yet
 * @param faults what must hold for the number of faults
 */
public record Stage(
    String name,
    Optional<LocalTime> at,
    Duration time,
    List<String> proxies,
    List<Act> acts,
    OptionalLong until,
    Map<String, List<Expectation>> expect,
    Duration within,
    Optional<Expectation> faults)
    implements Step {

  public Stage {
    proxies = List.copyOf(proxies);
    acts = List.copyOf(acts);
    expect = Map.copyOf(expect);
  }

  /** Returns what must hold for a probe in this stage. */
  public List<Expectation> expected(Steady probe) {
    return expect.getOrDefault(probe.name(), probe.expect());
  }
}
