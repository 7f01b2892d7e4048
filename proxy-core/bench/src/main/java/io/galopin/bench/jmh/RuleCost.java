package io.galopin.bench.jmh;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures what rules cost per exchange: 10,000 pipelined HTTP exchanges go through a proxy with
 * one event loop, over loopback. An operation is one exchange.
 *
 * <p>The cost of rules is the difference to {@code none}. {@code loop.cpu} and {@code loop.alloc}
 * of {@link EventLoopProfiler} show it best, because they exclude client and backend.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class RuleCost {

  private static final int EXCHANGES = 10_000;

  /** Two batches fit into the buffers between client and backend. */
  private static final int BATCH = 200;

  /** The name of one of the {@link RuleSets}. */
  @Param({"none", "mix", "ten-places", "ten-missed", "ten"})
  public String rules = "none";

  private Rig rig;

  /** Starts backend, proxy and client. */
  @Setup
  public void start() throws IOException {
    Wire wire = Wire.of("http");
    rig = Rig.start(wire, RuleSets.of(rules, wire.factory()), BATCH);
  }

  /** Starts to count the event loops' work. */
  @Setup(Level.Iteration)
  public void begin() {
    EventLoopProfiler.begin();
  }

  /** Stops counting the event loops' work. */
  @TearDown(Level.Iteration)
  public void end() {
    EventLoopProfiler.end();
  }

  /** Stops backend, proxy and client. */
  @TearDown
  public void stop() throws IOException {
    rig.close();
  }

  /** Runs the exchanges. */
  @Benchmark
  @OperationsPerInvocation(EXCHANGES)
  public void exchanges() throws IOException {
    rig.exchange(EXCHANGES);
  }
}
