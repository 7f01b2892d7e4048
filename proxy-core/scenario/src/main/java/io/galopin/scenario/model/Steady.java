package io.galopin.scenario.model;

import java.time.Duration;
import java.util.List;

/**
 * A probe, and what must hold for its answers wherever no stage says otherwise.
 *
 * @param every how long after one call the next is due, whether that has been answered or not
 * @param timeout after which a call without an answer has failed
 * @param expect what must hold
 */
public record Steady(
    String name, Target target, Duration every, Duration timeout, List<Expectation> expect) {

  public Steady {
    expect = List.copyOf(expect);
  }
}
