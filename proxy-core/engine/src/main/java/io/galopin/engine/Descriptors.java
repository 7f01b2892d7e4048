package io.galopin.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The descriptors of this process. Clients get those that are not needed otherwise: some are kept
 * free for the control API, name servers and files. Thread-safe.
 *
 * <p>To ask the system how many are open takes long where they are many. So clients are counted
 * here, each with two, and the system is asked now and then, on a thread of its own.
 */
public final class Descriptors {

  private static final Descriptors PROCESS = ofProcess();

  private static final int PER_CLIENT = 2;
  private static final int SPARE = 16;
  private static final int LEAST_FOR_CALLS = 16;
  private static final int MOST_FOR_CALLS = 1024;
  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final long limit;
  private final LongSupplier inUse;
  private final long atFirst;
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile long others;
  private volatile long countedAt;

  /**
   * Descriptors of which {@code limit} can be open.
   *
   * @param inUse how many are open, of whatever kind
   */
  Descriptors(long limit, LongSupplier inUse) {
    this.limit = limit;
    this.inUse = inUse;
    this.atFirst = inUse.getAsLong();
    this.others = atFirst;
    this.countedAt = System.nanoTime();
  }

  private static Descriptors ofProcess() {
    try {
      return ManagementFactory.getOperatingSystemMXBean()
                  instanceof UnixOperatingSystemMXBean system
              && system.getMaxFileDescriptorCount() > 0
          ? new Descriptors(system.getMaxFileDescriptorCount(), system::getOpenFileDescriptorCount)
          : new Descriptors(Long.MAX_VALUE, () -> 0);
    } catch (LinkageError noModule) {
      // A runtime without jdk.management does not tell.
      return new Descriptors(Long.MAX_VALUE, () -> 0);
    }
  }

  /** Those of this process. */
  static Descriptors ofThisProcess() {
    return PROCESS;
  }

  /** How many connections the control API may have at a time: 16 to 1,024. */
  public static int forCalls() {
    return PROCESS.calls();
  }

  private int calls() {
    return (int) Math.max(LEAST_FOR_CALLS, Math.min(MOST_FOR_CALLS, limit / 16));
  }

  /** Counts a client until it is closed. */
  void add(Channel client) {
    clients.incrementAndGet();
    client.closeFuture().addListener(closed -> clients.decrementAndGet());
  }

  /** Whether another client may be accepted. */
  boolean allowClient() {
    count();
    return left() >= reserve() + PER_CLIENT;
  }

  /** Whether so many are in use that a client that was accepted has to be turned away. */
  boolean areShort() {
    return left() < reserve() / 2;
  }

  private long left() {
    return limit - others - (long) PER_CLIENT * clients.get();
  }

  /** Where there are very few, clients get half of them all the same. */
  private long reserve() {
    return Math.min(calls() + SPARE, (limit - atFirst) / 2);
  }

  private long inUse() {
    try {
      return inUse.getAsLong();
    } catch (InternalError noneLeft) {
      // To ask the system takes one, too.
      return limit;
    }
  }

  private void count() {
    if (System.nanoTime() - countedAt < PERIOD
        || left() > limit / 2
        || !counting.compareAndSet(false, true)) {
      return;
    }
    GlobalEventExecutor.INSTANCE.execute(
        () -> {
          // A client that has no socket to its backend yet takes only one.
          others = Math.max(atFirst, inUse() - (long) PER_CLIENT * clients.get());
          countedAt = System.nanoTime();
          counting.set(false);
        });
  }
}
