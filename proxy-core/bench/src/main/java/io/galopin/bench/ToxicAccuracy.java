package io.galopin.bench;

import io.galopin.api.Direction;
import io.galopin.api.Options;
import io.galopin.api.ToxicFactory;
import io.galopin.behavior.stream.BandwidthFactory;
import io.galopin.behavior.stream.LatencyFactory;
import io.galopin.engine.Address;
import io.galopin.engine.Engine;
import io.galopin.engine.EngineSettings;
import io.galopin.engine.Limits;
import io.galopin.engine.Proxy;
import io.galopin.engine.ProxySpec;
import io.galopin.engine.RuleSet;
import io.galopin.engine.ToxicSpec;
import io.galopin.protocol.tcp.TcpProtocolFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How exactly latency and bandwidth toxics keep what they are asked for, with client, proxy and
 * backend in one process on loopback. Prints a table; judges nothing.
 *
 * <p>The error of a latency is what a round trip takes beyond the latency and the median round trip
 * without it. That of a bandwidth is the relative difference of the time that so many bytes take.
 */
public final class ToxicAccuracy {

  private static final int LATENCY_MILLIS = 100;
  private static final int CONNECTIONS = 100;
  private static final int ROUND_TRIPS = 40;
  private static final int WARM_UP = 10;
  private static final int[] RATES_IN_KB = {100, 1_000, 10_000, 100_000, 300_000};
  private static final int ROUNDS = 5;

  private final Engine engine = new Engine(EngineSettings.withSeed(1));
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private final PrintStream out;

  private ToxicAccuracy(PrintStream out) {
    this.out = out;
  }

  /** Runs all; takes about a minute. */
  public static void main(String[] args) throws Exception {
    ToxicAccuracy accuracy = new ToxicAccuracy(System.out);
    try (Loopback backend = Loopback.start()) {
      accuracy.latencies(backend);
      accuracy.bandwidths(backend);
    } finally {
      accuracy.engine.close();
      accuracy.clients.shutdownNow();
    }
  }

  private Proxy open(Loopback backend, String name, List<ToxicSpec> toxics) {
    ProxySpec spec =
        new ProxySpec(
            name,
            new Address("127.0.0.1", 0),
            backend.address(),
            "tcp",
            new TcpProtocolFactory().create(Options.defaults(new TcpProtocolFactory().options())),
            RuleSet.none(),
            Limits.defaults(),
            true);
    return engine.open(spec.withToxics(toxics)).join();
  }

  private static List<ToxicSpec> toxic(ToxicFactory factory, Map<String, Object> attributes) {
    Options options = Options.of(factory.options(), attributes);
    return List.of(
        new ToxicSpec(
            factory.name(),
            factory.name(),
            Direction.DOWNSTREAM,
            1,
            options,
            factory.create(options)));
  }

  private void latencies(Loopback backend) throws Exception {
    Proxy direct = open(backend, "direct", List.of());
    Proxy delayed =
        open(backend, "delayed", toxic(new LatencyFactory(), Map.of("latency", LATENCY_MILLIS)));
    roundTrips(direct);
    long usual = roundTrips(direct).getValueAtPercentile(50);
    Histogram times = roundTrips(delayed);
    out.printf(
        "latency %d ms, %d connections: error p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms%n",
        LATENCY_MILLIS,
        CONNECTIONS,
        error(times, 50, usual),
        error(times, 99, usual),
        error(times, 99.9, usual));
  }

  private static double error(Histogram times, double percentile, long usual) {
    return times.getValueAtPercentile(percentile) / 1e6 - LATENCY_MILLIS - usual / 1e6;
  }

  /** The times of round trips of one byte in nanoseconds, spread over time and connections. */
  private Histogram roundTrips(Proxy proxy) throws Exception {
    Histogram times = new ConcurrentHistogram(3);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      int pause = i % 20;
      work.add(
          () -> {
            try (Socket socket = connect(proxy)) {
              for (int n = 0; n < WARM_UP + ROUND_TRIPS; n++) {
                Thread.sleep(pause);
                long start = System.nanoTime();
                socket.getOutputStream().write(Loopback.ECHO);
                socket.getInputStream().read();
                if (n >= WARM_UP) {
                  times.recordValue(System.nanoTime() - start);
                }
              }
            }
            return null;
          });
    }
    finish(clients.invokeAll(work));
    return times;
  }

  private void bandwidths(Loopback backend) throws Exception {
    for (int rate : RATES_IN_KB) {
      Proxy limited =
          open(backend, "limited-" + rate, toxic(new BandwidthFactory(), Map.of("rate", rate)));
      List<Double> errors = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        try (Socket socket = connect(limited)) {
          long bytes = rate * 1000L;
          long start = System.nanoTime();
          socket.getOutputStream().write(Loopback.request(bytes));
          socket.getInputStream().skipNBytes(bytes);
          errors.add(Math.abs((System.nanoTime() - start) / 1e9 - 1) * 100);
        }
      }
      errors.sort(null);
      out.printf(
          "bandwidth %d KB/s over a second: error median %.2f %%, largest %.2f %%%n",
          rate, errors.get(ROUNDS / 2), errors.get(ROUNDS - 1));
    }
  }

  private static Socket connect(Proxy proxy) {
    try {
      Socket socket = new Socket();
      socket.connect(proxy.address().orElseThrow());
      socket.setTcpNoDelay(true);
      return socket;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void finish(List<Future<Void>> work)
      throws InterruptedException, ExecutionException {
    for (Future<Void> part : work) {
      part.get();
    }
  }
}
