package io.galopin.engine.dial;

import io.galopin.api.Trouble;
import io.galopin.engine.socket.Address;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs once that a proxy's backend cannot be reached, and once that it can be reached again, after
 * ten seconds without a failure. A backend that comes and goes counts as unreachable; its failures
 * are counted. Thread-safe.
 *
 * <pre>
 * REACHABLE --failed--> UNREACHABLE --10 s without a failure, the last attempt went well--> REACHABLE
 * </pre>
 */
public final class Reachability {

  private static final Logger log = LoggerFactory.getLogger(Reachability.class);
  private static final long STEADY = TimeUnit.SECONDS.toNanos(10);

  private final String proxy;

  /** What is known of a backend that cannot be reached; null while it can be. */
  private final AtomicReference<@Nullable Outage> outage = new AtomicReference<>();

  public Reachability(String proxy) {
    this.proxy = proxy;
  }

  /** Called on {@code loop} when an attempt to connect has failed. */
  public void failed(EventLoop loop, Address backend, Trouble trouble) {
    Outage now = outage.get();
    while (now == null || !now.backend.equals(backend)) {
      Outage fresh = new Outage(backend);
      if (outage.compareAndSet(now, fresh)) {
        log.warn("{}: {}", proxy, trouble.reason());
      }
      now = outage.get();
    }
    now.failed(loop);
  }

  /** Called on {@code loop} when an attempt to connect succeeded. */
  public void reached(EventLoop loop, Address backend) {
    Outage now = outage.get();
    if (now != null && now.backend.equals(backend)) {
      now.reached(loop);
    }
  }

  /** Stops all logging. */
  public void forget() {
    outage.set(null);
  }

  private final class Outage {

    private final Address backend;
    private long failures;
    private long successes;
    private long lastFailure;
    private boolean lastWentWell;
    private boolean watching;

    Outage(Address backend) {
      this.backend = backend;
    }

    synchronized void failed(EventLoop loop) {
      failures++;
      lastWentWell = false;
      lastFailure = loop.ticker().nanoTime();
    }

    synchronized void reached(EventLoop loop) {
      successes++;
      lastWentWell = true;
      if (!watching) {
        watching = true;
        look(loop);
      }
    }

    private synchronized void look(EventLoop loop) {
      long left = lastFailure + STEADY - loop.ticker().nanoTime();
      if (!lastWentWell || outage.get() != this) {
        // The next successful attempt starts the check again.
        watching = false;
      } else if (left > 0) {
        loop.schedule(() -> look(loop), left, TimeUnit.NANOSECONDS);
      } else if (outage.compareAndSet(this, null)) {
        log.info(
            "{}: backend {} can be reached again; {} of {} attempts to connect had failed",
            proxy,
            backend,
            failures,
            failures + successes);
      }
    }
  }
}
