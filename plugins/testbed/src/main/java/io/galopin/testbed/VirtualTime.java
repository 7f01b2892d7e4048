package io.galopin.testbed;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An event loop whose time a test moves, and that works only while a test has it work. What is due
 * at a time happens at that time, in order, before the method that reached it returns. Used by one
 * thread alone.
 */
public final class VirtualTime {

  /** Not 0, so that nobody takes the loop's time for what has passed. */
  private static final long START = 1L << 40;

  private long now = START;
  private final EmbeddedChannel channel = EmbeddedChannel.builder().ticker(new Clock()).build();
  private final EventLoop loop = channel.eventLoop();

  /** The loop. All threads count as its own. */
  public EventLoop loop() {
    return loop;
  }

  /** How much time has passed. */
  public Duration elapsed() {
    return Duration.ofNanos(now - START);
  }

  /** Has the loop do all that is due now. */
  public void run() {
    do {
      channel.runPendingTasks();
      channel.checkException();
    } while (channel.hasPendingTasks());
  }

  /** Time goes on. */
  public void advance(Duration time) {
    run();
    long end = now + time.toNanos();
    for (long next = untilNext(); next >= 0 && next <= end - now; next = untilNext()) {
      now += next;
      run();
    }
    now = end;
  }

  /** Whether something is to happen at a later time. */
  public boolean hasTimers() {
    run();
    return untilNext() >= 0;
  }

  /** In nanoseconds; negative if nothing is to happen. */
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
