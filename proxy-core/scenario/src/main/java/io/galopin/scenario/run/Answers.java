package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Target;
import io.galopin.scenario.probe.Probe;
import io.galopin.scenario.result.Meter;
import io.galopin.scenario.result.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The probes of a run: those that ask, and those that count traffic. Not thread-safe. */
final class Answers implements AutoCloseable {

  private final Plan plan;
  private final Control control;
  private final Map<String, Traffic> traffic = new LinkedHashMap<>();
  private final Map<String, Meter> baseline = new HashMap<>();

  Answers(Plan plan, Control control) {
    this.plan = plan;
    this.control = control;
  }

  /** Returns those that ask, by name. */
  Map<String, Probe> asking() {
    Map<String, Probe> probes = new LinkedHashMap<>();
    for (Steady steady : plan.steady()) {
      if (!(steady.target() instanceof Target.Traffic)) {
        probes.put(steady.name(), Probe.of(steady.target()));
      }
    }
    return probes;
  }

  /** Begins to count traffic. */
  void listen() {
    for (Steady steady : plan.steady()) {
      if (steady.target() instanceof Target.Traffic seen) {
        traffic.put(steady.name(), new Traffic(steady.name(), control.existing(seen.proxy())));
      }
    }
  }

  /** Moves what has come, of this prober and of traffic, to a list. */
  List<Sample> drain(Prober prober, long now) {
    List<Sample> samples = new ArrayList<>();
    prober.drainTo(samples);
    traffic.values().forEach(one -> one.drainTo(now, samples::add));
    for (Sample sample : samples) {
      if (sample.due() < plan.baseline().toNanos()) {
        baseline.computeIfAbsent(sample.probe(), name -> new Meter()).add(sample);
      }
    }
    return samples;
  }

  /** Returns what was due before the first stage, by probe. */
  Map<String, Meter> baseline() {
    return baseline;
  }

  /** Returns why not all traffic could be counted, a sentence each. */
  List<String> gaps() {
    return traffic.values().stream().map(Traffic::gap).flatMap(Optional::stream).toList();
  }

  @Override
  public void close() {
    traffic.values().forEach(Traffic::close);
  }
}
