package io.galopin.engine;

import io.netty.util.internal.PlatformDependent;
import java.time.Clock;

/**
 * What holds for a whole engine.
 *
 * @param seed the integer from which all chance follows
 * @param threads how many event loops
 * @param journalEntries how many entries the journal keeps
 * @param clock for the journal's times alone
 * @param heldPerLink how much memory delays and toxics may hold back on one link, in bytes
 * @param heldInAll how much they may hold back altogether, in bytes
 */
public record EngineSettings(
    long seed, int threads, int journalEntries, Clock clock, long heldPerLink, long heldInAll) {

  private static final long HELD_PER_LINK = 64L << 20;
  private static final long HELD_IN_ALL = 512L << 20;

  /**
   * One event loop per core, 65,536 journal entries, the system's clock; 64 MiB held back per link
   * and 512 MiB altogether, or half of the JVM's direct memory where that is less.
   */
  public static EngineSettings withSeed(long seed) {
    return new EngineSettings(
        seed,
        Runtime.getRuntime().availableProcessors(),
        65_536,
        Clock.systemUTC(),
        HELD_PER_LINK,
        Math.min(HELD_IN_ALL, PlatformDependent.maxDirectMemory() / 2));
  }

  /** The same with other limits of what may be held back, in bytes. */
  public EngineSettings withHeld(long perLink, long inAll) {
    return new EngineSettings(seed, threads, journalEntries, clock, perLink, inAll);
  }
}
