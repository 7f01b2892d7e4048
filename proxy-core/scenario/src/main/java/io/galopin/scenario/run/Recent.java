package io.galopin.scenario.run;

import io.galopin.scenario.model.Halt;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.Window;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The last answers of the probes: for people, and to halt. Not thread-safe. */
final class Recent {

  private static final long SHOWN = Duration.ofSeconds(5).toNanos();

  private final Plan plan;
  private final List<Halt.Breach> breaches;
  private final long keep;
  private final Deque<Sample> samples = new ArrayDeque<>();

  Recent(Plan plan) {
    this.plan = plan;
    this.breaches = plan.halt().map(Halt::breaches).orElse(List.of());
    this.keep =
        breaches.stream().mapToLong(breach -> breach.time().toNanos()).reduce(SHOWN, Math::max);
  }

  void add(Sample sample) {
    samples.add(sample);
  }

  /** Forgets what nobody asks for any more. */
  void forget(long now) {
    while (!samples.isEmpty() && samples.getFirst().due() < now - keep) {
      samples.removeFirst();
    }
  }

  /** Returns what each probe saw in the last few seconds. */
  List<Window> windows(long now) {
    return plan.steady().stream()
        .map(probe -> Window.of(probe.name(), now - SHOWN, now, samples))
        .toList();
  }

  /** Returns why the run must end, as a sentence; empty if it need not. */
  Optional<String> breach(long now) {
    for (Halt.Breach breach : breaches) {
      long from = now - breach.time().toNanos();
      Window window = Window.of(breach.probe(), from, now, samples);
      OptionalDouble value = window.value(breach.condition().metric());
      boolean enough = from >= 0 && window.calls() >= Math.min(plan.atLeast(), calls(breach));
      if (enough && value.isPresent() && breach.condition().holds(value.getAsDouble())) {
        return Optional.of(
            "halted: "
                + breach.probe()
                + " had "
                + breach.condition()
                + ", seen "
                + breach.condition().shown(value.getAsDouble()));
      }
    }
    return Optional.empty();
  }

  /** How many calls of the breach's probe are due in its time. */
  private long calls(Halt.Breach breach) {
    return plan.steady().stream()
        .filter(probe -> probe.name().equals(breach.probe()))
        .mapToLong(probe -> Math.max(1, breach.time().toNanos() / probe.every().toNanos()))
        .findFirst()
        .orElse(1);
  }
}
