package io.galopin.scenario.result;

import java.util.Optional;

/**
 * One call of a probe.
 *
 * @param probe the name of the probe
 * @param due when the call was due, in nanoseconds since the start of the scenario
 * @param latency from then to the answer, in nanoseconds; below 0 if it was not measured
 * @param count how many calls it stands for
 * @param error what went wrong; empty if nothing did
 */
public record Sample(String probe, long due, long latency, long count, Optional<String> error) {

  /** A call that was answered. */
  public static Sample answered(String probe, long due, long latency) {
    return new Sample(probe, due, latency, 1, Optional.empty());
  }

  /** A call that failed. */
  public static Sample failed(String probe, long due, long latency, String error) {
    return new Sample(probe, due, latency, 1, Optional.of(error));
  }
}
