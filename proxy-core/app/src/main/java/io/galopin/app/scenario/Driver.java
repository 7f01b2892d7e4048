package io.galopin.app.scenario;

import io.galopin.app.console.CommandFailure;
import io.galopin.app.console.Console;
import io.galopin.client.Control;
import io.galopin.client.GalopinException;
import io.galopin.scenario.Scenario;
import io.galopin.scenario.report.ScenarioReport;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.result.Verdict;
import io.galopin.scenario.run.Clock;
import io.galopin.scenario.run.ScenarioRun;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Runs a scenario against a server, shows how it goes, and writes the report. A signal ends the run
 * and takes everything back first.
 *
 * @param command what repeats the run, without the seed
 * @param report the folder of the report; empty for none
 */
record Driver(Scenario scenario, String command, Optional<ScenarioReport> report, Console console) {

  private static final long PATIENCE_SECONDS = 7;

  /** Runs, and returns the exit code. */
  int run(Control control) {
    ExecutorService threads = Executors.newCachedThreadPool(Driver::daemon);
    try (LiveView view = new LiveView(console)) {
      String again = command + " --seed " + control.seed();
      ScenarioRun run = new ScenarioRun(scenario.plan(), control, Clock.REAL, threads, view, again);
      ScenarioResult result = untilSignal(run, threads);
      write(result);
      show(result, view);
      return result.verdict().exitCode();
    } catch (GalopinException failed) {
      throw CommandFailure.failed(failed.getMessage());
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "galopin-probe");
    thread.setDaemon(true);
    return thread;
  }

  private ScenarioResult untilSignal(ScenarioRun run, ExecutorService threads) {
    CountDownLatch over = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              run.stop();
              await(over);
            },
            "galopin-scenario-end");
    Runtime.getRuntime().addShutdownHook(hook);
    try (RunningFile listed = RunningFile.of(scenario)) {
      return run.run();
    } finally {
      // Probes that still run kill the programs that they have started.
      Scenario.end(threads);
      over.countDown();
      release(hook);
    }
  }

  private void await(CountDownLatch over) {
    try {
      if (!over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        console.complain("not all is taken back; the server does it when the stages are over");
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static void release(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // It is running already.
    }
  }

  /**
   * Makes sure that the report can be written.
   *
   * @throws CommandFailure if not
   */
  void prepare() {
    try {
      if (report.isPresent()) {
        report.get().prepare();
      }
    } catch (IOException cannot) {
      throw noReport(cannot);
    }
  }

  private void write(ScenarioResult result) {
    try {
      if (report.isPresent()) {
        report.get().write(result);
      }
    } catch (IOException cannot) {
      throw noReport(cannot);
    }
  }

  private CommandFailure noReport(IOException cannot) {
    return CommandFailure.failed(
        "--report: " + ScenarioReport.reason(cannot) + " (expected: a folder that can be written)");
  }

  private void show(ScenarioResult result, LiveView view) {
    String verdict = result.verdict().name();
    view.say(
        result.scenario()
            + ": "
            + (result.verdict() == Verdict.PASS
                ? console.style().green(verdict)
                : console.style().red(verdict)));
    result.reasons().forEach(reason -> view.say("  " + reason));
    view.say("seed " + result.seed() + "; again: " + result.command());
    if (report.isPresent()) {
      view.say("report: " + report.get().page());
    }
  }
}
