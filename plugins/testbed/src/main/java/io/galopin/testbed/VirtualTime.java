package io.galopin.testbed;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An event loop whose time a test controls, and which works only when a test says so. Everything
 * that is due happens at its time, in order, before the method that reaches that time returns. Used
 * by one thread only.
 */
public final class VirtualTime {

  /** Not 0, so that nothing mistakes the loop's time for elapsed time. */
  private static final long START = 1L << 40;

  private long now = START;
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(new Clock()).build();
  private final EventLoop loop = channel.eventLoop();

  /** The loop. Every thread counts as its own. */
  public EventLoop loop() {
    return loop;
  }

  public Duration elapsed() {
    return Duration.ofNanos(now - START);
  }

  /** Runs everything that is due now. */
  public void run() {
    do {
      channel.runPendingTasks();
      channel.checkException();
    } while (channel.hasPendingTasks());
  }

  /** Lets time pass. */
  public void advance(Duration time) {
    run();
    long end = now + time.toNanos();
    for (long next = untilNext(); next >= 0 && next <= end - now; next = untilNext()) {
      now += next;
      run();
    }
    now = end;
  }

  /** Whether something is scheduled for later. */
  public boolean hasTimers() {
    run();
    return untilNext() >= 0;
  }

  /** In nanoseconds; negative if nothing is scheduled. */
  private long untilNext() {
    return channel.runScheduledPendingTasks();
  }

  private final class Clock implements Ticker {
    @Override
    public long initialNanoTime() {
      return START;
    }

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleep(long delay, TimeUnit unit) {
      throw new UnsupportedOperationException("virtual time goes on when a test says so");
    }
  }
}
