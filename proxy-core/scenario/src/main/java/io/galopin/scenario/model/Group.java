package io.galopin.scenario.model;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * Several steps, one after the other or all at once.
 *
 * @param parallel whether they begin together; the group ends with the last of them
 * @param times how often they are done
 */
public record Group(
    String name, Optional<LocalTime> at, boolean parallel, int times, List<Step> steps)
    implements Step {

  public Group {
    steps = List.copyOf(steps);
  }
}
