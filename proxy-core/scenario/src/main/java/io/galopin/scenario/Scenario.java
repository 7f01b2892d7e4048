package io.galopin.scenario;

import io.galopin.client.Control;
import io.galopin.rules.source.ConfigProblem;
import io.galopin.scenario.model.Plan;
import io.galopin.scenario.read.ScenarioReader;
import io.galopin.scenario.result.ScenarioResult;
import io.galopin.scenario.run.Clock;
import io.galopin.scenario.run.Progress;
import io.galopin.scenario.run.ScenarioRun;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A scenario that was read from a file: what happens when, what must hold, and how it is judged.
 * Immutable.
 *
 * @param plan what the file says
 */
public record Scenario(Plan plan) {

  private static final int PATIENCE_SECONDS = 3;

  /**
   * Reads the only scenario of a HOCON file.
   *
   * @throws ConfigProblem with every problem, file and line; also if it has several scenarios
   */
  public static Scenario load(String file) {
    return load(Path.of(file));
  }

  /** Like {@link #load(String)}. */
  public static Scenario load(Path file) {
    List<Scenario> all = all(file);
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          file
              + ": "
              + all.size()
              + " scenarios (expected: one; name it: "
              + String.join(", ", all.stream().map(Scenario::name).toList())
              + ")");
    }
    return all.get(0);
  }

  /** Reads the scenario of this name from a file with several. */
  public static Scenario load(Path file, String name) {
    List<Scenario> all = all(file);
    return all.stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + ": no such scenario in "
                        + file
                        + " (expected: one of "
                        + String.join(", ", all.stream().map(Scenario::name).toList())
                        + ")"));
  }

  /** Reads all scenarios of a file, in the order of its lines. */
  public static List<Scenario> all(Path file) {
    return ScenarioReader.read(file).stream().map(Scenario::new).toList();
  }

  /**
   * Reads a text with one scenario.
   *
   * @param source the text's name in messages
   */
  public static Scenario parse(String text, String source) {
    return new Scenario(ScenarioReader.read(text, source).get(0));
  }

  /** The name under which it stands in its file. */
  public String name() {
    return plan.name();
  }

  /**
   * Runs the scenario, with a clock that cannot be moved, and returns when everything is taken
   * back.
   *
   * <p>If this thread is interrupted, the run ends early and is inconclusive; the thread stays
   * interrupted.
   *
   * @param galopin what it acts on: an engine in this JVM or a server
   * @throws io.galopin.client.GalopinException if a proxy is not there, or something cannot be
   *     injected; everything is taken back then, too
   */
  public ScenarioResult run(Control galopin) {
    return run(galopin, Progress.NONE);
  }

  /** Like {@link #run(Control)}, and tells how it goes. */
  public ScenarioResult run(Control galopin, Progress progress) {
    ExecutorService threads = Executors.newCachedThreadPool(Scenario::daemon);
    try {
      return new ScenarioRun(plan, galopin, Clock.REAL, threads, progress, "").run();
    } finally {
      end(threads);
    }
  }

  /** Ends probes that are under way, and waits a little until they have. */
  public static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      // One that hangs holds up nobody for longer.
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "galopin-probe");
    thread.setDaemon(true);
    return thread;
  }

  /** Says in plain words what would happen, a line each, without running anything. */
  public List<String> explained() {
    return Explained.of(plan);
  }
}
