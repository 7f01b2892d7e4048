package io.galopin.engine;

import io.galopin.engine.socket.ProxyMeter;
import io.netty.util.internal.PlatformDependent;
import java.time.Clock;
import java.util.function.Function;

/**
 * What holds for a whole engine.
 *
 * @param seed the integer from which all chance follows
 * @param threads how many event loops, where they are the engine's own
 * @param journalEntries how many entries the journal keeps
 * @param clock for the journal's times alone
 * @param heldPerLink how much memory delays, toxics, requests without a reply and slow peers may
 *     take on one link, in bytes
 * @param heldInAll how much they may hold back altogether, in bytes
 * @param meters gives the meter of a proxy, told with the address on which it really listens; asked
 *     when it begins to listen and when its upstream changes
 * @param watch is told of proxies and their changes
 */
public record EngineSettings(
    long seed,
    int threads,
    int journalEntries,
    Clock clock,
    long heldPerLink,
    long heldInAll,
    Function<ProxySpec, ProxyMeter> meters,
    ProxyWatch watch) {

  private static final long HELD_PER_LINK = 64L << 20;
  private static final long HELD_IN_ALL = 512L << 20;

  /** What may be held back altogether is so small a part of the JVM's direct memory. */
  private static final int PART_OF_DIRECT = 2;

  /** What one link may hold back is so small a part of what all may. */
  private static final int PART_OF_ALL = 4;

  /**
   * One event loop per core, 65,536 journal entries, the system's clock, no meters. What may be
   * held back altogether is as much as the heap or half of the direct memory that the JVM may have,
   * whichever is less, and not more than 512 MiB; on one link a quarter of that, and not more than
   * 64 MiB. What is on the heap counts four times.
   */
  public static EngineSettings withSeed(long seed) {
    long direct = PlatformDependent.maxDirectMemory() / PART_OF_DIRECT;
    long inAll = Math.min(HELD_IN_ALL, Math.min(Runtime.getRuntime().maxMemory(), direct));
    return new EngineSettings(
        seed,
        Runtime.getRuntime().availableProcessors(),
        65_536,
        Clock.systemUTC(),
        Math.min(HELD_PER_LINK, inAll / PART_OF_ALL),
        inAll,
        spec -> ProxyMeter.NONE);
  }

  /** Settings with which nobody watches. */
  public EngineSettings(
      long seed,
      int threads,
      int journalEntries,
      Clock clock,
      long heldPerLink,
      long heldInAll,
      Function<ProxySpec, ProxyMeter> meters) {
    this(seed, threads, journalEntries, clock, heldPerLink, heldInAll, meters, ProxyWatch.NONE);
  }

  /** The same with a journal that keeps another number of entries. */
  public EngineSettings withJournalEntries(int entries) {
    return new EngineSettings(seed, threads, entries, clock, heldPerLink, heldInAll, meters, watch);
  }

  /** The same with other limits of what may be held back, in bytes. */
  public EngineSettings withHeld(long perLink, long inAll) {
    return new EngineSettings(seed, threads, journalEntries, clock, perLink, inAll, meters, watch);
  }

  /** The same with other meters. */
  public EngineSettings withMeters(Function<ProxySpec, ProxyMeter> changed) {
    return new EngineSettings(
        seed, threads, journalEntries, clock, heldPerLink, heldInAll, changed, watch);
  }

  /** The same with somebody else who is told of changes. */
  public EngineSettings withWatch(ProxyWatch changed) {
    return new EngineSettings(
        seed, threads, journalEntries, clock, heldPerLink, heldInAll, meters, changed);
  }
}
