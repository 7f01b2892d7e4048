package io.galopin.metrics;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to statsd at an interval, over UDP, what was counted meanwhile. Does so on its own thread,
 * where it also looks up the server, so nobody waits. A missing server has no effect. While the
 * server's name is unknown, one line in the log says so. Counts and the latest timings are kept for
 * it, except those of proxies that end meanwhile.
 */
final class StatsdSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StatsdSender.class);
  private static final long LAST_WORD_SECONDS = 2;

  private final StatsdSettings settings;
  private final Supplier<List<Reported>> counted;
  private final Queue<Reported> ended;
  private final StatsdLines lines;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(StatsdSender::newThread);

  private @Nullable DatagramSocket socket;
  private boolean failing;

  private StatsdSender(
      StatsdSettings settings, Supplier<List<Reported>> counted, Queue<Reported> ended) {
    this.settings = settings;
    this.counted = counted;
    this.ended = ended;
    this.lines = new StatsdLines(settings);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "galopin-statsd");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Starts to send.
   *
   * @param interval from one report to the next
   * @param counted returns everything that is counted now
   * @param ended counts no longer in use, to be reported one last time
   */
  static StatsdSender start(
      StatsdSettings settings,
      Duration interval,
      Supplier<List<Reported>> counted,
      Queue<Reported> ended) {
    StatsdSender sender = new StatsdSender(settings, counted, ended);
    long nanos = interval.toNanos();
    sender.thread.scheduleWithFixedDelay(sender::tell, nanos, nanos, TimeUnit.NANOSECONDS);
    return sender;
  }

  private void tell() {
    try {
      InetSocketAddress server = new InetSocketAddress(settings.host(), settings.port());
      if (server.isUnresolved()) {
        // Otherwise they would pile up as proxies come and go.
        ended.clear();
        throw new UnknownHostException("its name is unknown");
      }
      if (socket == null) {
        // The socket is not connected, so a missing server causes no errors.
        socket = new DatagramSocket();
      }
      for (byte[] packet : packets()) {
        socket.send(new DatagramPacket(packet, packet.length, server));
      }
      if (failing) {
        failing = false;
        log.info("sending to statsd at {}:{} works again", settings.host(), settings.port());
      }
    } catch (IOException failure) {
      failed(String.valueOf(failure.getMessage()));
    } catch (Throwable thrown) {
      // Otherwise it would be the last report.
      failed(thrown.toString());
    }
  }

  private void failed(String reason) {
    if (!failing) {
      failing = true;
      log.warn("cannot send to statsd at {}:{}: {}", settings.host(), settings.port(), reason);
    }
  }

  private List<byte[]> packets() {
    // Ended ones come first, because a proxy of the same name may have begun since.
    for (Reported last = ended.poll(); last != null; last = ended.poll()) {
      last.report(lines);
    }
    counted.get().forEach(each -> each.report(lines));
    return lines.take();
  }

  /** Sends what is left, then stops. Waits for that, but not forever. */
  @Override
  public synchronized void close() {
    if (thread.isShutdown()) {
      return;
    }
    thread.execute(
        () -> {
          tell();
          if (socket != null) {
            socket.close();
          }
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_WORD_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
