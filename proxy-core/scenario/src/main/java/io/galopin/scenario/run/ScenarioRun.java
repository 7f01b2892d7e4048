package io.galopin.scenario.run;

import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.model.Stage;
import io.galopin.scenario.model.Steady;
import io.galopin.scenario.model.Target;
import io.galopin.scenario.result.Judge;
import io.galopin.scenario.result.Sample;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.Series;
import io.galopin.scenario.result.StageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * One run of a scenario, on one thread except for the probes. Use each object only once.
 *
 * <p>Whatever ends the run, everything that it has changed is taken back. If the process dies, the
 * proxies' own process does that a few seconds later, as nobody renews the changes any more.
 */
public final class ScenarioRun {

  private static final long TICK = Duration.ofMillis(100).toNanos();
  private static final int SLOW_TICK = 5;
  private static final int RENEWAL_TICK = 25;
  private static final int MOST_DISTURBED = 100;

  private final Plan plan;
  private final Control control;
  private final Clock clock;
  private final Progress progress;
  private final String command;
  private final Semaphore stop = new Semaphore(0);
  private final Agenda agenda;
  private final long start;
  private final Instant started;
  private final Answers answers;
  private final Series series;
  private final Recent recent;
  private final StageRuns runs;
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
    this.answers = new Answers(plan, control);
    this.series = new Series(plan.steady().stream().map(Steady::name).toList());
    this.runs = new StageRuns(plan);
    this.start = clock.nanos();
    this.started = clock.now();
    this.prober = new Prober(clock, threads, start, answers.asking());
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
      answers.listen();
      plan.steady().stream()
          .filter(steady -> !(steady.target() instanceof Target.Traffic))
          .forEach(steady -> agenda.at(start, () -> ask(steady, start)));
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
      answers.close();
    }
    ScenarioResult result = result(stopped || interrupted);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return result;
  }

  private void takeBack() {
    boolean lost = contact.isLost();
    collect();
    List<StageRun> open = runs.underWay();
    for (int i = open.size() - 1; i >= 0; i--) {
      StageRun run = open.get(i);
      contact.attempt(() -> usage.note(run));
      disturb(lost ? run.abandon(now()) : run.end(now()));
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
    prober.ask(steady, due);
    long next = due + steady.every().toNanos();
    agenda.at(next, () -> ask(steady, next));
  }

  private void judgeBaseline(long end) {
    collect();
    if (prober.isWaiting(end)) {
      agenda.at(clock.nanos() + TICK / 4, () -> judgeBaseline(end));
      return;
    }
    StageResult before = new Judge(plan).baseline(end - start, answers.baseline());
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
    collect();
    StageRun run = runs.begin(stage, now());
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
      collect();
      contact.attempt(() -> usage.note(run));
      disturb(run.end(now()));
      readFaults();
      progress.ended(run.stage().name(), run.faults());
      done.run();
    }
  }

  /** Waits for the answers to what was asked until now. */
  private void lastAnswers() {
    asking = false;
    collect();
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
      List<StageRun> underWay = runs.underWay();
      contact.attempt(() -> underWay.forEach(run -> run.update(now())));
      progress.passed(
          underWay.stream().map(run -> run.left(now())).toList(), recent.windows(now()));
    }
    if (ticks % RENEWAL_TICK == 0) {
      contact.attempt(() -> runs.underWay().forEach(run -> disturb(run.renew())));
      runs.settle(now());
    }
    if (isBreached() || contact.isLost()) {
      agenda.end();
    }
    long next = due + TICK;
    agenda.at(Math.max(next, clock.nanos()), () -> tick(next));
  }

  private void readFaults() {
    contact.attempt(() -> faults.read(runs.recent()));
  }

  private void collect() {
    prober.expire();
    for (Sample sample : answers.drain(prober, now())) {
      series.add(sample);
      runs.add(sample);
      recent.add(sample);
      progress.seen(sample);
    }
    recent.forget(now());
  }

  private void disturb(List<String> sentences) {
    if (disturbed.size() < MOST_DISTURBED) {
      disturbed.addAll(sentences);
    }
  }

  private boolean isBreached() {
    if (!runs.isEmpty() && halted.isEmpty()) {
      recent.breach(now()).ifPresent(halted::add);
    }
    return !halted.isEmpty();
  }

  private ScenarioResult result(boolean stopped) {
    List<StageResult> stages = new ArrayList<>(baseline);
    stages.addAll(runs.results());
    disturb(answers.gaps());
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
        runs.leftOut(),
        series.windows(nanos));
  }
}
