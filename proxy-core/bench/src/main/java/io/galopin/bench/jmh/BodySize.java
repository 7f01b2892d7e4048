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
 * Measures HTTP exchanges whose replies have a small, a large or a huge body, two at a time through
 * a proxy with one event loop. An operation is one exchange. {@code loop.alloc} of {@link
 * EventLoopProfiler} shows whether allocation grows with the body.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class BodySize {

  private static final int EXCHANGES = 20;

  /** The length of the body, in bytes. */
  @Param({"100", "100000", "10000000"})
  public int body;

  @Param({"none", "ten-missed"})
  public String rules;

  private Rig rig;

  /** Starts backend, proxy and client. */
  @Setup
  public void start() throws IOException {
    Wire wire = Wire.httpWithBody(body);
    rig = Rig.start(wire, RuleSets.of(rules, wire.factory()), 1);
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
