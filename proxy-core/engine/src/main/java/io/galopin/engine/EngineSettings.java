package io.galopin.engine;

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
 * @param heldPerLink how much memory delays, toxics, and requests without a reply may take on one
 *     link, in bytes
 * @param heldInAll how much they may hold back altogether, in bytes
 * @param meters gives the meter of a proxy, told with the address on which it really listens; asked
 *     when it begins to listen and when its upstream changes
 */
public record EngineSettings(
    long seed,
    int threads,
    int journalEntries,
    Clock clock,
    long heldPerLink,
    long heldInAll,
    Function<ProxySpec, ProxyMeter> meters) {

  private static final long HELD_PER_LINK = 64L << 20;
  private static final long HELD_IN_ALL = 512L << 20;

  /**
   * One event loop per core, 65,536 journal entries, the system's clock, no meters; 64 MiB held
   * back per link and 512 MiB altogether, or half of the JVM's direct memory where that is less.
   */
  public static EngineSettings withSeed(long seed) {
    return new EngineSettings(
        seed,
        Runtime.getRuntime().availableProcessors(),
        65_536,
        Clock.systemUTC(),
        HELD_PER_LINK,
        Math.min(HELD_IN_ALL, PlatformDependent.maxDirectMemory() / 2),
        spec -> ProxyMeter.NONE);
  }

  /** The same with a journal that keeps another number of entries. */
  public EngineSettings withJournalEntries(int entries) {
    return new EngineSettings(seed, threads, entries, clock, heldPerLink, heldInAll, meters);
  }

  /** The same with other limits of what may be held back, in bytes. */
  public EngineSettings withHeld(long perLink, long inAll) {
    return new EngineSettings(seed, threads, journalEntries, clock, perLink, inAll, meters);
  }

  /** The same with other meters. */
  public EngineSettings withMeters(Function<ProxySpec, ProxyMeter> changed) {
    return new EngineSettings(
        seed, threads, journalEntries, clock, heldPerLink, heldInAll, changed);
  }
}
