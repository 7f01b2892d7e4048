package io.galopin.bench.soak;

import io.galopin.bench.load.ClosedLoop;
import io.galopin.bench.load.Exchange;
import io.galopin.bench.load.HttpBackend;
import io.galopin.bench.load.HttpCalls;
import io.galopin.bench.load.Network;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * The load on Galopin, each part on its own thread until it is closed: requests on connections that
 * last two seconds, 50 connections per second that carry a byte, and a toxic that is added and
 * removed twice per second. {@link #check} reports failures.
 */
final class Load implements AutoCloseable {

  /** What a thread does repeatedly. */
  private interface Work {
    void once() throws IOException, InterruptedException;
  }

  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final List<String> PATHS = List.of("/", "/slow", "/sometimes", "/orders/17");
  private static final int CLIENTS_PER_PATH = 8;
  private static final int CLIENTS = 16;
  private static final int CONNECTS_PER_SECOND = 50;
  private static final Duration TOXIC_PAUSE = Duration.ofMillis(250);

  private final Network network;
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();
  private final LongAdder requests = new LongAdder();
  private final Histogram controlNanos = new Histogram(3);
  private volatile String failure = "";

  Load(Network network) {
    this.network = network;
  }

  /** Sends HTTP requests with 32 clients. */
  void http(InetSocketAddress address) {
    PATHS.forEach(path -> closedLoop(path, address, HttpBackend.get(path), CLIENTS_PER_PATH));
  }

  /** Sends requests with 16 clients. */
  void requests(InetSocketAddress address, Exchange exchange) {
    closedLoop("requests", address, exchange, CLIENTS);
  }

  private void closedLoop(String name, InetSocketAddress address, Exchange exchange, int clients) {
    start(
        name,
        () -> {
          double perSecond = ClosedLoop.run(network, address, exchange, clients, KEPT).perSecond();
          requests.add(Math.round(perSecond * KEPT.toSeconds()));
        });
  }

  /** Opens connections one after another at a fixed rate. Each carries one byte there and back. */
  void connects(InetSocketAddress address) {
    start(
        "connects",
        () -> {
          try (Socket socket = new Socket()) {
            socket.connect(address);
            socket.getOutputStream().write(1);
            if (socket.getInputStream().read() != 1) {
              throw new IOException("a connection was closed without its byte");
            }
          }
          end.await(1000 / CONNECTS_PER_SECOND, TimeUnit.MILLISECONDS);
        });
  }

  /** Changes the toxics of a proxy. */
  void toxics(InetSocketAddress control, String proxy) throws IOException {
    HttpCalls calls = new HttpCalls(control);
    String path = "/proxies/" + proxy + "/toxics";
    start(
        "toxics",
        () -> {
          timed(
              calls,
              "POST",
              path,
              "{\"name\": \"l\", \"type\": \"latency\", \"attributes\": {\"latency\": 1}}");
          end.await(TOXIC_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
          timed(calls, "DELETE", path + "/l", "");
          end.await(TOXIC_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        });
  }

  private void timed(HttpCalls calls, String method, String path, String body) throws IOException {
    long start = System.nanoTime();
    calls.call(method, path, body);
    synchronized (controlNanos) {
      controlNanos.recordValue(System.nanoTime() - start);
    }
  }

  private void start(String name, Work work) {
    Thread thread = new Thread(() -> repeat(name, work), "soak-" + name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void repeat(String name, Work work) {
    try {
      while (end.getCount() > 0) {
        work.once();
      }
    } catch (IOException failed) {
      failure = name + ": " + failed.getMessage();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Checks that all parts still run.
   *
   * @throws IOException if a part has failed
   */
  void check() throws IOException {
    if (!failure.isEmpty()) {
      throw new IOException(failure);
    }
  }

  /** Returns the number of requests since the last call. */
  long takeRequests() {
    return requests.sumThenReset();
  }

  /**
   * Returns the 99th percentile of calls of the control API since the last call of this method, in
   * milliseconds.
   */
  double takeControlMillis() {
    synchronized (controlNanos) {
      double millis = controlNanos.getValueAtPercentile(99) / 1e6;
      controlNanos.reset();
      return millis;
    }
  }

  @Override
  public void close() throws InterruptedException {
    end.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
