package io.galopin.scenario.model;

import java.time.Duration;
import java.util.List;

/**
 * When a run is ended early and everything is taken back.
 *
 * @param breaches any one of them ends it
 */
public record Halt(List<Breach> breaches) {

  /**
   * Something that must not be.
   *
   * @param probe the name of the probe
   * @param condition what must not hold
   * @param time over how long the numbers are taken
   */
  public record Breach(String probe, Expectation condition, Duration time) {}

  public Halt {
    breaches = List.copyOf(breaches);
  }
}
