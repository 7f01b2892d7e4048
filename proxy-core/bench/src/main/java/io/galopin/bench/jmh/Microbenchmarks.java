package io.galopin.bench.jmh;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the microbenchmarks whose names fit, or all. Takes the arguments of JMH; bytes allocated are
 * always counted, in all threads and on the event loops alone.
 */
public final class Microbenchmarks {

  private Microbenchmarks() {}

  /** Runs them. */
  public static void main(String[] args) throws CommandLineOptionException, RunnerException {
    CommandLineOptions given = new CommandLineOptions(args);
    if (given.shouldList()) {
      new Runner(given).list();
      return;
    }
    new Runner(
            new OptionsBuilder()
                .parent(given)
                .addProfiler(GCProfiler.class)
                .addProfiler(EventLoopProfiler.class)
                .build())
        .run();
  }
}
