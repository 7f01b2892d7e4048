package io.galopin.metrics;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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
 * Tells statsd once a second, by UDP, what was counted in that second. It has a thread of its own,
 * on which it also looks up the server; nobody waits for it. A server that is not there changes
 * nothing. While its name is unknown, one line in the log says so; counts wait for it, and the
 * latest timings, those of proxies that end meanwhile are lost.
 */
final class StatsdSender implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(StatsdSender.class);
  private static final long INTERVAL_SECONDS = 1;
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
   * Begins to send.
   *
   * @param counted gives all that is counted now
   * @param ended what is counted no longer, to be reported once more
   */
  static StatsdSender start(
      StatsdSettings settings, Supplier<List<Reported>> counted, Queue<Reported> ended) {
    StatsdSender sender = new StatsdSender(settings, counted, ended);
    sender.thread.scheduleWithFixedDelay(
        sender::tell, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    return sender;
  }

  private void tell() {
    try {
      InetSocketAddress server = new InetSocketAddress(settings.host(), settings.port());
      if (server.isUnresolved()) {
        // They would pile up as proxies come and go.
        ended.clear();
        throw new UnknownHostException("its name is unknown");
      }
      if (socket == null) {
        // Not connected: so it never hears that nobody listens there.
        socket = new DatagramSocket();
      }
      for (byte[] packet : packets()) {
        socket.send(new DatagramPacket(packet, packet.length, server));
      }
      if (failing) {
        failing = false;
        log.info("statsd at {}:{} is told again", settings.host(), settings.port());
      }
    } catch (IOException failure) {
      if (!failing) {
        failing = true;
        log.warn(
            "statsd at {}:{} cannot be told: {}",
            settings.host(),
            settings.port(),
            failure.getMessage());
      }
    }
  }

  private List<byte[]> packets() {
    // What has ended comes first: a proxy of the same name may have begun since.
    for (Reported last = ended.poll(); last != null; last = ended.poll()) {
      last.report(lines);
    }
    counted.get().forEach(each -> each.report(lines));
    return lines.take();
  }

  /** Sends what is left, and no more. Waits for that, but not for ever. */
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
