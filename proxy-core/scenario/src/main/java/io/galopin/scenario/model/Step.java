package io.galopin.scenario.model;

import java.time.LocalTime;
import java.util.Optional;

/** One thing that happens after another: a stage, or a group of them. */
public sealed interface Step permits Stage, Group {

  /** The name, unique in the scenario. */
  String name();

  /** The time of the day at which it begins, in the zone of this machine; empty for at once. */
  Optional<LocalTime> at();
}
