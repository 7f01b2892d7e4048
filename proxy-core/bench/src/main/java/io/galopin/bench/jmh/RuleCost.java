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
 * What rules cost an exchange: 10,000 HTTP exchanges go pipelined through a proxy with one event
 * loop, over loopback. An operation is one exchange.
 *
 * <p>The price of rules is the difference to {@code none}; {@code loop.cpu} and {@code loop.alloc}
 * of {@link EventLoopProfiler} show it best, as client and backend are not in them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class RuleCost {

  private static final int EXCHANGES = 10_000;

  /** Two of them fit into the buffers between client and backend. */
  private static final int BATCH = 200;

  /** See {@link RuleSets}. */
  @Param({"none", "mix", "ten-places", "ten-missed", "ten"})
  public String rules = "none";

  private Rig rig;

  /** Starts backend, proxy and client. */
  @Setup
  public void start() throws IOException {
    Wire wire = Wire.of("http");
    rig = Rig.start(wire, RuleSets.of(rules, wire.factory()), BATCH);
  }

  /** Has the event loops' work counted from here on. */
  @Setup(Level.Iteration)
  public void begin() {
    EventLoopProfiler.begin();
  }

  /** The event loops' work is counted up to here. */
  @TearDown(Level.Iteration)
  public void end() {
    EventLoopProfiler.end();
  }

  /** Ends them. */
  @TearDown
  public void stop() throws IOException {
    rig.close();
  }

  /** The exchanges. */
  @Benchmark
  @OperationsPerInvocation(EXCHANGES)
  public void exchanges() throws IOException {
    rig.exchange(EXCHANGES);
  }
}
