package io.galopin.bench.jmh;

import io.galopin.api.Move;
import io.galopin.api.Options;
import io.galopin.api.Stage;
import io.galopin.api.Toxic;
import io.galopin.api.ToxicFactory;
import io.galopin.behavior.stream.BandwidthFactory;
import io.galopin.behavior.stream.LatencyFactory;
import io.galopin.behavior.stream.NoopFactory;
import io.galopin.behavior.stream.SlicerFactory;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures a toxic's decisions about 16 KiB that were read at once, until all of them may pass.
 * Time is virtual: a toxic that wants to wait is asked again immediately. An operation is one such
 * chunk.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ToxicChunk {

  private static final int CHUNK = 16 * 1024;

  /** The name of the toxic. */
  @Param({"noop", "latency", "bandwidth", "slicer"})
  public String toxic = "noop";

  private final VirtualPlace place = new VirtualPlace();
  private Stage stage;

  /** Creates the toxic's stage on a link. */
  @Setup
  public void open() {
    stage =
        switch (toxic) {
          case "noop" -> opened(new NoopFactory(), Map.of());
          case "latency" -> opened(new LatencyFactory(), Map.of("latency", 100, "jitter", 10));
          case "bandwidth" -> opened(new BandwidthFactory(), Map.of("rate", 1_000_000));
          case "slicer" -> opened(new SlicerFactory(), Map.of("average-size", 1024));
          default ->
              throw new IllegalArgumentException(
                  "toxic: " + toxic + " (expected: noop, latency, bandwidth or slicer)");
        };
  }

  private Stage opened(ToxicFactory factory, Map<String, Object> attributes) {
    return factory.create(Options.of(factory.options(), attributes)).open(place, null);
  }

  /** Passes one chunk to its last byte. */
  @Benchmark
  public int chunk() {
    long arrived = place.now;
    int moves = 0;
    for (int left = CHUNK; left > 0; moves++) {
      Move move = stage.onBytes(left, arrived);
      switch (move.kind()) {
        case PASS -> left -= Math.min(left, move.bytes());
        case WAIT -> place.now = move.until();
        default ->
            throw new IllegalStateException("move: " + move.kind() + " (expected: PASS or WAIT)");
      }
    }
    return moves;
  }

  /** A link on which waiting takes no real time. */
  private static final class VirtualPlace implements Toxic.Place {

    private long now;
    private int draws;

    @Override
    public long now() {
      return now;
    }

    @Override
    public void alarmAt(long time) {
      throw new IllegalStateException("alarm: " + time + " (expected: none)");
    }

    @Override
    public double nextDraw() {
      return (++draws & 0xFF) / 256.0;
    }
  }
}
