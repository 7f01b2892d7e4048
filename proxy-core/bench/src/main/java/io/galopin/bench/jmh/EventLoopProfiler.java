package io.galopin.bench.jmh;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures the CPU time and allocated bytes per operation on the proxy's event loops alone. Unlike
 * wall-clock time, neither includes the client, the backend or other work on the machine.
 *
 * <p>A profiler hears of the end of the last iteration only when the engine is closed and its
 * threads are gone. So the benchmark itself says when an iteration {@link #begin begins} and {@link
 * #end ends}. If it does not, nothing is reported.
 */
public final class EventLoopProfiler implements InternalProfiler {

  /** The beginning of the names of the engine's event loops. */
  private static final String PREFIX = "galopin-io";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static volatile Spent before = Spent.NOTHING;
  private static volatile Spent after = Spent.NOTHING;

  /**
   * What the event loops have used since they were started.
   *
   * @param cpu in nanoseconds
   * @param bytes allocated
   */
  private record Spent(long cpu, long bytes) {

    static final Spent NOTHING = new Spent(0, 0);

    static Spent untilNow() {
      long[] loops =
          Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
              .filter(thread -> thread != null && thread.getThreadName().startsWith(PREFIX))
              .mapToLong(ThreadInfo::getThreadId)
              .toArray();
      return new Spent(
          Arrays.stream(loops).map(THREADS::getThreadCpuTime).sum(),
          Arrays.stream(THREADS.getThreadAllocatedBytes(loops)).sum());
    }
  }

  /** Called when an iteration begins and the engine runs. */
  static void begin() {
    before = Spent.untilNow();
  }

  /** Called when an iteration has ended and the engine still runs. */
  static void end() {
    after = Spent.untilNow();
  }

  @Override
  public String getDescription() {
    return "CPU time and allocation of the event loops";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = Spent.NOTHING;
    after = Spent.NOTHING;
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double operations = result.getMetadata().getAllOps();
    if (after.equals(Spent.NOTHING) || operations == 0) {
      return List.of();
    }
    return List.of(
        perOperation("loop.cpu", (after.cpu - before.cpu) / operations, "ns/op"),
        perOperation("loop.alloc", (after.bytes - before.bytes) / operations, "B/op"));
  }

  private static Result<?> perOperation(String name, double value, String unit) {
    return new ScalarResult(name, value, unit, AggregationPolicy.AVG);
  }
}
