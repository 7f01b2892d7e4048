package io.galopin.bench.jmh;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all microbenchmarks, or those whose names match. Takes the arguments of JMH. Always counts
 * allocated bytes, in all threads and on the event loops alone.
 */
public final class Microbenchmarks {

  private Microbenchmarks() {}

  /** Runs the benchmarks. */
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
