package io.galopin.engine.descriptor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.channel.Channel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The descriptors of this process. Clients get those that are not needed otherwise: some are kept
 * free for the control API, look-ups of names and files. Thread-safe.
 *
 * <p>A client takes two from when it is let in, one of them for a socket to the backend that is
 * still to come, and a listener takes one. Besides, each socket that is opened here is counted
 * while it is open. The system is therefore asked only how many descriptors the rest of the process
 * uses. That takes long if there are many, and happens now and then on a separate thread.
 */
public final class Descriptors {

  private static final Descriptors PROCESS = ofProcess();

  /** For files, and for clients that are accepted and not let in. */
  private static final int SPARE = 16;

  /** The part of those for listeners that are opened while clients have all others. */
  private static final int FOR_LISTENERS = 6;

  /** How many more connections the control API accepts than it keeps. */
  private static final int AT_ITS_DOOR = 4;

  private static final int FEW_CLIENTS = 4;
  private static final int LEAST_FOR_CALLS = 16;
  private static final int MOST_FOR_CALLS = 1024;
  private static final int LEAST_NAMES = 4;
  private static final int MOST_NAMES = 16;

  /** What the system opens to look up a name: a file and a socket. */
  private static final int PER_NAME = 2;

  /** How many waiters are notified when a descriptor becomes free; others check themselves. */
  private static final int MOST_TOLD = 16;

  private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

  private final long limit;
  private final LongSupplier inUse;
  private final LongSupplier nanoTime;
  private final Executor counter;
  private final long atFirst;
  private final AtomicLong taken = new AtomicLong();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final Set<Allotment> allotments = ConcurrentHashMap.newKeySet();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean counting = new AtomicBoolean();
  private volatile long others;
  private volatile long countedAt;

  /**
   * Descriptors of which {@code limit} can be open.
   *
   * @param inUse how many are open, of whatever kind
   */
  public Descriptors(long limit, LongSupplier inUse) {
    this(limit, inUse, System::nanoTime, GlobalEventExecutor.INSTANCE);
  }

  /**
   * The same with a clock.
   *
   * @param nanoTime now, in nanoseconds from any fixed point
   * @param counter on which the system is asked
   */
  Descriptors(long limit, LongSupplier inUse, LongSupplier nanoTime, Executor counter) {
    this.limit = limit;
    this.inUse = inUse;
    this.nanoTime = nanoTime;
    this.counter = counter;
    this.atFirst = inUse.getAsLong();
    this.others = atFirst;
    this.countedAt = nanoTime.getAsLong();
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
  public static Descriptors ofThisProcess() {
    return PROCESS;
  }

  /** How many connections the control API may have at a time: 16 to 1,024. */
  public int forCalls() {
    return (int) Math.max(LEAST_FOR_CALLS, Math.min(MOST_FOR_CALLS, limit / 16));
  }

  /** How many names the control API may have the system look up at a time: 4 to 16. */
  public int forNames() {
    return (int) Math.max(LEAST_NAMES, Math.min(MOST_NAMES, limit / 64));
  }

  /** Counts a socket until it is closed; returns it. */
  public <C extends Channel> C opened(C socket) {
    opened();
    socket.closeFuture().addListener(closed -> closed());
    return socket;
  }

  /** Counts a socket that was opened, until {@link #closed}. */
  void opened() {
    open.incrementAndGet();
  }

  /** Counts a socket no longer. */
  void closed() {
    open.decrementAndGet();
  }

  /** Keeps more, or less, for sockets by which event loops ask name servers. */
  public void keepForLookUps(int more) {
    lookUps.addAndGet(more);
  }

  /** The part of a listener that is opened; empty if there is no descriptor for it. */
  public Optional<Allotment> listen() {
    count();
    if (taken.incrementAndGet() > room() + FOR_LISTENERS) {
      taken.decrementAndGet();
      return Optional.empty();
    }
    Allotment allotment = new Allotment(this);
    allotments.add(allotment);
    return Optional.of(allotment);
  }

  /** The listener is closed; its clients keep theirs. */
  void listensNoLonger(Allotment allotment) {
    if (allotments.remove(allotment)) {
      give(1);
    }
  }

  /** Takes two for another client of a listener, if it may have them. */
  boolean takeTwo(Allotment allotment) {
    count();
    long before;
    do {
      before = taken.get();
      if (!allows(allotment, before)) {
        return false;
      }
    } while (!taken.compareAndSet(before, before + Allotment.PER_CLIENT));
    return true;
  }

  /** Whether a listener may have two for another client. */
  boolean allows(Allotment allotment) {
    count();
    return allows(allotment, taken.get());
  }

  private boolean allows(Allotment allotment, long before) {
    long room = room();
    long left = room - before - Allotment.PER_CLIENT;
    return left >= room / 2 || (left >= 0 && isWithinItsPart(allotment, room, left));
  }

  /**
   * The last descriptors are reserved for listeners that have less than their share. The shares of
   * all listeners together are a quarter of all descriptors; a share is more if a few clients need
   * more, up to half for all listeners together.
   */
  private boolean isWithinItsPart(Allotment allotment, long room, long left) {
    int listeners = Math.max(1, allotments.size());
    long few = Math.min(Allotment.PER_CLIENT * FEW_CLIENTS, room / 2 / listeners);
    long part = Math.max(Allotment.PER_CLIENT, Math.max(few, room / 4 / listeners));
    if (allotment.taken() + Allotment.PER_CLIENT <= part) {
      return true;
    }
    long kept = 0;
    for (Allotment other : allotments) {
      kept += other == allotment ? 0 : Math.max(0, part - other.taken());
    }
    return left >= Math.min(kept, room / 2);
  }

  /** Gives some back that were taken. */
  void give(int number) {
    taken.addAndGet(-number);
    tell();
  }

  /** Runs {@code again}, at some time, when descriptors have become free. */
  void whenFree(Runnable again) {
    waiting.add(again);
  }

  /** Runs it no more. */
  void forget(Runnable again) {
    waiting.remove(again);
  }

  private void tell() {
    for (int i = 0; i < MOST_TOLD; i++) {
      Runnable again = waiting.poll();
      if (again == null) {
        return;
      }
      again.run();
    }
  }

  /** What there is for clients and listeners in all. */
  private long room() {
    long kept = forCalls() + AT_ITS_DOOR + PER_NAME * forNames() + (long) lookUps.get() + SPARE;
    // If there are very few, clients still get half of them.
    return limit - others - Math.min(kept, (limit - atFirst) / 2);
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
    if (nanoTime.getAsLong() - countedAt < PERIOD
        || limit - others - taken.get() > limit / 2
        || !counting.compareAndSet(false, true)) {
      return;
    }
    counter.execute(
        () -> {
          int before = open.get();
          long used = inUse();
          others = Math.max(0, used - Math.min(before, open.get()));
          countedAt = nanoTime.getAsLong();
          counting.set(false);
          tell();
        });
  }
}
