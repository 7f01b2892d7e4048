package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Target;
import io.galopin.scenario.probe.Probe;
import io.galopin.scenario.result.Judge;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.StageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * One run of a scenario: on one thread, but for the probes. Use each object once.
 *
 * <p>Whatever ends the run, everything that it has changed is taken back. If the process dies, the
 * proxies' own process does that a few seconds later, as nobody renews the changes any more.
 */
public final class ScenarioRun {

  private static final long TICK = Duration.ofMillis(100).toNanos();
  private static final int SLOW_TICK = 5;
  private static final int RENEWAL_TICK = 25;

  private final Plan plan;
  private final Control control;
  private final Clock clock;
  private final Progress progress;
  private final String command;
  private final Semaphore stop = new Semaphore(0);
  private final Agenda agenda;
  private final long start;
  private final Instant started;
  private final Map<String, Traffic> traffic = new LinkedHashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Recent recent;
  private final List<StageRun> runs = new ArrayList<>();
  private final List<String> halted = new ArrayList<>();
  private final List<String> disturbed = new ArrayList<>();
  private final Prober prober;
  private final FaultCount faults;
  private final Contact contact;
  private final Usage usage;
  private final Layers layers = new Layers();
  private final long seed;
  private List<StageResult> baseline = List.of();
  private boolean asking = true;
  private int ticks;

  /**
   * @param control what the scenario acts on
   * @param threads where probes are asked
   * @param command what repeats the run, as typed
   * @throws GalopinException if a proxy, behavior, toxic or option is not there
   */
  public ScenarioRun(
      Plan plan,
      Control control,
      Clock clock,
      Executor threads,
      Progress progress,
      String command) {
    this.plan = plan;
    this.control = control;
    this.clock = clock;
    this.progress = progress;
    this.command = command;
    this.agenda = new Agenda(clock, stop);
    this.recent = new Recent(plan);
    Preflight.check(plan, control);
    this.faults = new FaultCount(control);
    this.contact = new Contact(clock);
    this.usage = new Usage(control, plan);
    this.seed = control.seed();
    Map<String, Probe> probes = new LinkedHashMap<>();
    for (Steady steady : plan.steady()) {
      if (steady.target() instanceof Target.Traffic seen) {
        traffic.put(steady.name(), new Traffic(control.existing(seen.proxy())));
      } else {
        probes.put(steady.name(), Probe.of(steady.target()));
      }
    }
    this.start = clock.nanos();
    this.started = clock.now();
    this.prober = new Prober(clock, threads, start, probes);
  }

  /** Ends the run soon. May be called on any thread. */
  public void stop() {
    stop.release();
  }

  /**
   * Runs. Returns when everything is taken back.
   *
   * @throws GalopinException if something cannot be injected
   */
  public ScenarioResult run() {
    boolean stopped = true;
    boolean interrupted = false;
    try {
      plan.steady().forEach(steady -> agenda.at(start, () -> ask(steady, start)));
      agenda.at(start, () -> tick(start));
      if (plan.steady().isEmpty()) {
        begin();
      } else {
        progress.began(ScenarioResult.BASELINE, List.of(), plan.baseline());
        long end = start + plan.baseline().toNanos();
        agenda.at(end, () -> judgeBaseline(end));
      }
      stopped = agenda.run();
    } catch (InterruptedException early) {
      interrupted = true;
    } finally {
      // The calls that take back would fail at once if this thread stayed interrupted.
      interrupted |= Thread.interrupted();
      takeBack();
    }
    collect();
    ScenarioResult result = result(stopped || interrupted);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return result;
  }

  private void takeBack() {
    boolean lost = contact.isLost();
    for (int i = runs.size() - 1; i >= 0; i--) {
      StageRun run = runs.get(i);
      if (!run.isOver()) {
        contact.attempt(() -> noteUse(run));
      }
      disturbed.addAll(lost ? run.abandon(now()) : run.end(now()));
    }
    if (!lost) {
      readFaults();
    }
  }

  private long now() {
    return clock.nanos() - start;
  }

  /** Asks, and again after a fixed time, however long the answer takes. */
  private void ask(Steady steady, long due) {
    if (!asking) {
      return;
    }
    Traffic seen = traffic.get(steady.name());
    if (seen == null) {
      prober.ask(steady, due);
    } else {
      contact.attempt(
          () -> {
            faults.read(runs);
            seen.sample(steady.name(), due - start, faults.failures(seen.proxy()), this::add);
          });
    }
    long next = due + steady.every().toNanos();
    agenda.at(next, () -> ask(steady, next));
  }

  private void judgeBaseline(long end) {
    if (prober.isWaiting(end)) {
      agenda.at(clock.nanos() + TICK / 4, () -> judgeBaseline(end));
      return;
    }
    collect();
    StageResult before = new Judge(plan, samples).baseline(end - start);
    baseline = List.of(before);
    progress.ended(ScenarioResult.BASELINE, 0);
    if (Judge.missing(before).isEmpty()) {
      begin();
    } else {
      agenda.end();
    }
  }

  private void begin() {
    new Steps(clock, agenda, this::beginStage).inOrder(plan.steps(), this::lastAnswers);
  }

  private void beginStage(Stage stage, Runnable done) {
    int round = 1 + (int) runs.stream().filter(run -> run.stage().equals(stage)).count();
    StageRun run = new StageRun(stage, round, now());
    runs.add(run);
    run.begin(control, layers);
    progress.began(
        stage.name(), run.injected().stream().map(act -> act.what()).toList(), stage.time());
    agenda.at(start + run.from() + stage.time().toNanos(), () -> endStage(run, done));
    if (stage.until().isPresent()) {
      agenda.at(clock.nanos() + TICK, () -> endWhenSeen(run, done));
    }
  }

  private void endWhenSeen(StageRun run, Runnable done) {
    if (run.isOver()) {
      return;
    }
    readFaults();
    if (run.faults() >= run.stage().until().orElseThrow()) {
      endStage(run, done);
    } else {
      agenda.at(clock.nanos() + TICK, () -> endWhenSeen(run, done));
    }
  }

  private void endStage(StageRun run, Runnable done) {
    if (!run.isOver()) {
      contact.attempt(() -> noteUse(run));
      disturbed.addAll(run.end(now()));
      readFaults();
      progress.ended(run.stage().name(), run.faults());
      done.run();
    }
  }

  /** Waits for the answers to what was asked until now. */
  private void lastAnswers() {
    asking = false;
    if (prober.isWaiting(Long.MAX_VALUE)) {
      agenda.at(clock.nanos() + TICK / 4, this::lastAnswers);
    } else {
      agenda.end();
    }
  }

  private void tick(long due) {
    collect();
    if (ticks++ % SLOW_TICK == 0) {
      readFaults();
      List<StageRun> underWay = runs.stream().filter(run -> !run.isOver()).toList();
      contact.attempt(() -> underWay.forEach(run -> run.update(now())));
      progress.passed(underWay.stream().map(this::left).toList(), recent.windows(now()));
    }
    if (ticks % RENEWAL_TICK == 0) {
      contact.attempt(() -> runs.forEach(run -> disturbed.addAll(run.renew())));
    }
    if (isBreached() || contact.isLost()) {
      agenda.end();
    }
    long next = due + TICK;
    agenda.at(Math.max(next, clock.nanos()), () -> tick(next));
  }

  private void readFaults() {
    contact.attempt(() -> faults.read(runs));
  }

  private void noteUse(StageRun run) {
    run.uncounted().stream().filter(usage::isUsed).forEach(run::noteUse);
  }

  private Progress.Left left(StageRun run) {
    long spent = now() - run.from();
    return new Progress.Left(
        run.stage().name(), run.stage().time().minusNanos(spent), run.faults());
  }

  private void collect() {
    List<Sample> more = new ArrayList<>();
    prober.drainTo(more);
    more.forEach(this::add);
    recent.forget(now());
  }

  private void add(Sample sample) {
    samples.add(sample);
    recent.add(sample);
    progress.seen(sample);
  }

  private boolean isBreached() {
    if (!runs.isEmpty() && halted.isEmpty()) {
      recent.breach(now()).ifPresent(halted::add);
    }
    return !halted.isEmpty();
  }

  private ScenarioResult result(boolean stopped) {
    Judge judge = new Judge(plan, samples);
    List<StageResult> stages = new ArrayList<>(baseline);
    for (StageRun run : runs) {
      stages.add(judge.stage(run.stage(), run.round(), run.from(), run.to(), run.injected()));
    }
    Conclusion conclusion =
        Conclusion.of(
            baseline, stages, new Conclusion.Events(halted, disturbed, contact.failure(), stopped));
    long nanos = now();
    return new ScenarioResult(
        plan.name(),
        plan.source(),
        command,
        seed,
        started,
        nanos,
        conclusion.verdict(),
        conclusion.reasons(),
        stages,
        judge.windows(nanos));
  }
}
