package io.galopin.bench.jmh;

import io.galopin.api.Attribute;
import io.galopin.engine.match.Condition;
import io.galopin.engine.match.Expectation;
import io.galopin.engine.match.Term;
import io.galopin.engine.rule.RuleSet;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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
 * Measures what a listener to exchanges costs per exchange: 10,000 pipelined HTTP exchanges go
 * through a proxy with one event loop, over loopback. An operation is one exchange.
 *
 * <p>The cost is the difference to {@code nobody}. {@code loop.cpu} and {@code loop.alloc} of
 * {@link EventLoopProfiler} show it best, because they exclude client and backend.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class TraceCost {

  private static final int EXCHANGES = 10_000;

  /** Two batches fit into the buffers between client and backend. */
  private static final int BATCH = 200;

  private static final String STATUS = "http.status";

  /**
   * Who listens: nobody, one who counts all exchanges, one whose filter on the reply never holds,
   * or one whose filter is about another protocol.
   */
  @Param({"nobody", "all", "none-fits", "other-protocol"})
  public String listener = "nobody";

  private final LongAdder told = new LongAdder();
  private Rig rig;

  /** Starts backend, proxy and client. */
  @Setup
  public void start() throws IOException {
    Wire wire = Wire.of("http");
    rig = Rig.start(wire, RuleSet.none(), BATCH);
    if (!listener.equals("nobody")) {
      rig.listen(condition(wire), exchange -> told.increment());
    }
  }

  private Condition condition(Wire wire) {
    Attribute other = Attribute.number("other.status", Attribute.Moment.REPLY, "of no protocol");
    return switch (listener) {
      case "all" -> Condition.always();
      case "none-fits" ->
          is599(
              wire.factory().attributes().stream()
                  .filter(attribute -> attribute.name().equals(STATUS))
                  .findFirst()
                  .orElseThrow());
      case "other-protocol" -> is599(other);
      default -> throw new IllegalArgumentException(listener);
    };
  }

  private static Condition is599(Attribute attribute) {
    return Condition.test(new Term(attribute, ""), "=", new Expectation.Within(599, 599));
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

  /** Stops backend, proxy and client, and checks who was told. */
  @TearDown
  public void stop() throws IOException {
    rig.close();
    if (listener.equals("all") != told.sum() > 0) {
      throw new IllegalStateException(listener + " was told of " + told.sum() + " exchanges");
    }
  }

  /** Runs the exchanges. */
  @Benchmark
  @OperationsPerInvocation(EXCHANGES)
  public void exchanges() throws IOException {
    rig.exchange(EXCHANGES);
  }
}
